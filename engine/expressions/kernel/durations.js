// Arithmetic with dates, times and durations where feelin has none, or another than the standard's.
// Each answer: a value, null when the two do not go together, undefined when feelin's own is right.
import { getType, hooks, isZoned, milliseconds, months, toComparable } from 'feelin';

const INSTANTS = new Set(['date', 'date time']);

// The same length times a factor: whole months, or to the thousandth of a second.
function scaled(length, factor) {
  const size = toComparable(length) * factor;
  return length.yearsMonths ? months(Math.trunc(size)) : milliseconds(Math.round(size));
}

function product(a, b) {
  if (getType(a) === 'duration' && typeof b === 'number') return scaled(a, b);
  return getType(b) === 'duration' && typeof a === 'number' ? scaled(b, a) : null;
}

function quotient(a, b) {
  if (getType(a) !== 'duration') return null;
  if (typeof b === 'number') return b === 0 ? null : scaled(a, 1 / b);
  const isAlike = getType(b) === 'duration' && a.yearsMonths === b.yearsMonths && toComparable(b) !== 0;
  return isAlike ? toComparable(a) / toComparable(b) : null;
}

// A date counts as its midnight in UTC, so it goes with an instant that has a zone.
const zoned = (value) => getType(value) === 'date' || isZoned(value);

function between(a, b) {
  const types = [getType(a), getType(b)];
  if (types[0] === 'date' && types[1] === 'date') return undefined;
  const isPair = types.every((type) => type === 'time') || types.every((type) => INSTANTS.has(type));
  return isPair && zoned(a) === zoned(b) ? milliseconds(toComparable(a) - toComparable(b)) : null;
}

function shifted(a, b) {
  const types = [getType(a), getType(b)];
  const length = types[0] === 'duration' ? a : b;
  if (!types.includes('duration')) return null;
  return types.includes('time') && length.yearsMonths ? null : undefined;
}

const SIGNS = {
  '*': product,
  '/': quotient,
  '+': shifted,
  '-': (a, b) => {
    if (getType(b) !== 'duration') return getType(a) === 'duration' ? null : between(a, b);
    return shifted(a, b);
  },
};

const TIMES = new Set(['date', 'time', 'date time', 'duration']);

hooks.arithmetic = (sign, a, b) => {
  if (typeof a !== 'object' && typeof b !== 'object') return undefined;
  if (!TIMES.has(getType(a)) && !TIMES.has(getType(b))) return undefined;
  if (a === null || b === null || a === undefined || b === undefined) return undefined;
  return SIGNS[sign]?.(a, b);
};
