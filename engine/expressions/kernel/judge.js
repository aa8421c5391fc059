// Which of feelin's warnings are failures. Nothing that spreads and a record without the key are allowed, because
// `x != null and x.y > 3` must work and both sides of `and` are evaluated. Everything else is a failure.
import { getType, isNil } from 'feelin';
import { describe } from './failure.js';

const anyNil = (values) => Object.values(values).some(isNil);
const pieceOf = (text, { position }) => (position ? text.slice(position.from, position.to).replace(/\s+/g, ' ') : '');

const JUDGES = {
  NO_VARIABLE_FOUND: (warning, piece) => `there is no "${piece}"`,
  NO_FUNCTION_FOUND: (warning, piece) => `"${piece}" calls something that is not a function`,
  NO_CONTEXT_ENTRY_FOUND: () => null,
  NO_PROPERTY_FOUND: ({ details: { values } }, piece) =>
    (isNil(values.target) ? null : `"${piece}" cannot be read from ${describe(values.target)}`),
  FUNCTION_INVOCATION_FAILURE: (warning, piece) => `"${piece}" gives the wrong number or names of inputs`,
  INVALID_ARGUMENTS: ({ details: { values } }, piece) => (anyNil(values) ? null : `"${piece}" was given something it cannot use`),
  INVALID_TYPE: ({ details: { values } }, piece) =>
    (anyNil(values) ? null : `"${piece}" cannot work on ${describe(values.left)} and ${describe(values.right)}`),
  NOT_COMPARABLE: ({ details: { values } }) =>
    `${describe(values[0])} cannot be compared with ${describe(values[1])}${zones(values)}`,
  NOT_YES_OR_NO: ({ details: { values } }) => `${describe(values[0])} was used where yes or no is needed`,
  TWICE: () => 'a record has two entries of the same name',
  WRONG_INPUT: ({ details: { values } }) => `${describe(values[0])} was given to a function that needs another type`,
  NOT_A_LIST: ({ details: { values } }) => `${describe(values[0])} was used where a list is needed`,
  UNSUPPORTED: () => 'functions from outside are not supported',
};

function zones([a, b]) {
  return getType(a) === getType(b) && 'zone' in Object(a) ? ' when only one of them has a time zone' : '';
}

// `guarded`: the stretches of text inside is_defined( ), where a missing variable is the question, not a failure.
export function failures(warnings, text, guarded) {
  if (warnings.length === 0) return warnings;
  const isGuarded = ({ type, position }) => type === 'NO_VARIABLE_FOUND'
    && guarded.some(({ from, to }) => from <= position.from && position.to <= to);
  const counted = warnings.filter((warning) => !isGuarded(warning));
  const unknown = counted.some(({ type }) => type === 'NO_VARIABLE_FOUND');
  const sentences = counted.filter(({ type }) => !(unknown && type === 'NO_FUNCTION_FOUND'))
    .map((warning) => JUDGES[warning.type](warning, pieceOf(text, warning)));
  return [...new Set(sentences.filter(Boolean))];
}

// What was allowed but may explain why the result is nothing.
export function notes(warnings, text) {
  const missing = warnings.filter(({ type }) => type === 'NO_CONTEXT_ENTRY_FOUND')
    .map((warning) => `there is no "${pieceOf(text, warning)}" in its record`);
  return [...new Set(missing)].slice(0, 5);
}
