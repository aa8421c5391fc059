// A failure that may be shown: its sentence never holds a data value, only types and the expression's own words.
export class Failure extends Error {}

const WORDS = {
  nil: 'nothing', boolean: 'yes or no', number: 'a number', string: 'text', list: 'a list', context: 'a record',
  date: 'a date', time: 'a time', 'date time': 'a date and time', duration: 'a duration', range: 'a range',
  function: 'a function',
};

export const inWords = (type) => WORDS[type] ?? 'something that is not a value';

// Limits of the machine must reach Python, which throws the machine away; they are never a mere failure.
export function isLimit(problem) {
  return problem?.name === 'InternalError' || /call stack|out of memory/.test(problem?.message ?? '');
}
