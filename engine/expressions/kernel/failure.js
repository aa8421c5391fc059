// A failure that may be shown: its sentence never holds a data value, only types and the expression's own words.
import { getType } from 'feelin';

export class Failure extends Error {}

const WORDS = {
  nil: 'nothing', boolean: 'yes or no', number: 'a number', string: 'text', list: 'a list', context: 'a record',
  date: 'a date', time: 'a time', 'date time': 'a date and time', duration: 'a duration', range: 'a range',
  function: 'a function',
};

// The type of a value in words: feelin's own functions are plain ones.
export function describe(value) {
  return typeof value === 'function' ? 'a function' : WORDS[getType(value)] ?? 'something that is not a value';
}

// Limits of the machine must reach Python, which throws the machine away; they are never a mere failure.
// QuickJS throws null when there is no memory left to make an error.
export function isLimit(problem) {
  return problem === null || problem?.name === 'InternalError' || /call stack|out of memory/.test(problem?.message ?? '');
}
