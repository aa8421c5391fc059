// Whether a value is of a type, and what the standard makes of one that is not: a list of one and its member stand
// for one another, a date for the midnight it begins with; anything else is nothing.
import { builtins, getType, isNil } from 'feelin';
import { describe } from './failure.js';
import { refuse } from './mode.js';
import { valueOf } from './program.js';

export const MISFIT = Symbol('misfit');
const isFunction = (value) => typeof value === 'function' || getType(value) === 'function';
const months = (value) => getType(value) === 'duration' && value.yearsMonths;

const BUILT_IN = {
  number: (value) => getType(value) === 'number',
  string: (value) => getType(value) === 'string',
  boolean: (value) => getType(value) === 'boolean',
  date: (value) => getType(value) === 'date',
  time: (value) => getType(value) === 'time',
  'date and time': (value) => getType(value) === 'date time',
  'years and months duration': months,
  'days and time duration': (value) => getType(value) === 'duration' && !months(value),
  context: (value) => getType(value) === 'context',
  list: (value) => getType(value) === 'list',
  function: isFunction,
};

const passes = (test, value) => valueOf('unary', test, { '?': value }) === true;

// `loosely`: by its kind only, whatever values are allowed, as `instance of` asks.
function isOne(types, type, value, loosely) {
  if (isNil(value)) return true;
  if (type.parameters) return isFunction(value);
  if (type.components.length) {
    return getType(value) === 'context'
      && type.components.every((part) => Object.hasOwn(value, part.name) && isOf(types, part, value[part.name], loosely));
  }
  return conforms(types, type.base, value, loosely);
}

function isOf(types, type, value, loosely) {
  if (isNil(value)) return true;
  const isAllowed = (test, one) => loosely || !test || isNil(one) || passes(test, one);
  if (!isAllowed(type.constraint, value)) return false;
  const one = (member) => isOne(types, type, member, loosely) && isAllowed(type.allowed, member);
  return type.collection ? Array.isArray(value) && value.every(one) : one(value);
}

export function conforms(types, key, value, loosely = false) {
  if (key === null || isNil(value)) return true;
  return BUILT_IN[key] ? BUILT_IN[key](value) : isOf(types, types[key], value, loosely);
}

function changed(types, key, value) {
  if (conforms(types, key, value)) return value;
  if (Array.isArray(value)) return value.length === 1 && conforms(types, key, value[0]) ? value[0] : MISFIT;
  if (conforms(types, key, [value])) return [value];
  if (getType(value) === 'date') {
    const midnight = builtins['date and time'](value, builtins.time(0, 0, 0));
    if (conforms(types, key, midnight)) return midnight;
  }
  return MISFIT;
}

// The value as the type wants it; `place` names it in the refusal.
export function coerced(types, key, value, place, instead = null) {
  if (key === null || key === undefined || isNil(value)) return value ?? null;
  const found = changed(types, key, value);
  if (found !== MISFIT) return found;
  refuse(`${describe(value)} was given where the type ${types[key]?.name ?? key} is needed`, place);
  return instead;
}
