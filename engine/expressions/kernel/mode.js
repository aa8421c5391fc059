// Two ways to fail. Strict, the product's: a Failure ends the work. Standard: nothing is the value and a note says why.
import { isStandard } from './calendar.js';
import { Failure, isLimit } from './failure.js';

const MOST_NOTES = 20;
let notes = [];

export function forget() {
  notes = [];
}

export const noted = () => notes;

export function note(sentence, place) {
  const whole = place ? `${place}: ${sentence}` : sentence;
  if (notes.length < MOST_NOTES && !notes.includes(whole)) notes.push(whole);
}

// A sentence of why there is no value: thrown, or noted with null as the value.
export function refuse(sentence, place) {
  if (!isStandard()) throw Object.assign(new Failure(sentence), { at: place });
  note(sentence, place);
  return null;
}

// Work that may fail at a place: the place is named, and null is the value where the standard wants it.
export function at(place, work) {
  try {
    return work();
  } catch (problem) {
    if (isLimit(problem) || (!isStandard() && !(problem instanceof Failure))) throw problem;
    if (!isStandard()) throw Object.assign(problem, { at: problem.at ?? place });
    note(problem instanceof Failure ? problem.message : 'it cannot be worked out with the values given', problem.at ?? place);
    return null;
  }
}
