// Values over the border. Dates and the like are records with one key: @d date, @dt date and time, @t time,
// @du duration; everything else is JSON.
import { date, dateAndTime, duration, getType, time } from 'feelin';
import { isStandard } from './calendar.js';
import { Failure, describe } from './failure.js';

const MAX_DEPTH = 20, MAX_NODES = 20000;
const MAX_KEPT = 2000;

// Dates are made from text again and again and never change: keep them.
function keeping(read) {
  const kept = new Map();
  return (text) => {
    let value = kept.get(text);
    if (value === undefined) {
      if (kept.size >= MAX_KEPT) kept.clear();
      value = read(text);
      if (value !== null) kept.set(text, value);
    }
    return value;
  };
}

export const readDate = keeping(date);
export const readInstant = keeping(dateAndTime);
const READERS = { '@d': readDate, '@dt': readInstant, '@t': time, '@du': duration };
const TAGS = { date: '@d', 'date time': '@dt', time: '@t', duration: '@du' };

function untagged(record) {
  const keys = Object.keys(record);
  const reader = keys.length === 1 && READERS[keys[0]];
  if (!reader) return undefined;
  const text = record[keys[0]];
  const value = typeof text === 'string' ? reader(text) : null;
  if (!value) throw new Failure('a value that was given is not a real date, time or duration');
  return value;
}

export function decode(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(decode);
  return untagged(value) ?? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, decode(entry)]));
}

export const isPoison = (key) => key === 'typename' || key.startsWith('__') || key.startsWith('@');

function number(value) {
  if (!Number.isFinite(value)) throw new Failure('the result is too large or not a number');
  return Object.is(value, -0) ? 0 : value;
}

function text(value) {
  if (!value.isWellFormed()) throw new Failure('the result holds text that is not valid');
  return value;
}

function record(value, depth, budget) {
  const result = {};
  for (const [key, entry] of Object.entries(value)) {
    if (isPoison(key)) throw new Failure('the result has a name that is not allowed: typename, or one that begins with @ or __');
    result[text(key)] = walk(entry, depth + 1, budget);
  }
  return result;
}

function dated(value) {
  const isOdd = value.year !== undefined && (value.year < 1 || value.year > 9999);
  if (isOdd && !isStandard()) throw new Failure('the result is a date before the year 1 or after the year 9999');
  return value.toString();
}

const WRITERS = {
  nil: () => null,
  boolean: (value) => value,
  number,
  string: text,
  list: (value, depth, budget) => value.map((member) => walk(member, depth + 1, budget)),
  context: record,
};

function walk(value, depth, budget) {
  if (depth > MAX_DEPTH) throw new Failure(`the result is nested more than ${MAX_DEPTH} deep`);
  if (--budget.nodes < 0) throw new Failure(`the result has more than ${MAX_NODES} parts`);
  const type = getType(value), tag = TAGS[type];
  if (tag) return { [tag]: dated(value) };
  const writer = WRITERS[type];
  if (!writer) throw new Failure(`the result is ${describe(value)}, not a value`);
  return writer(value, depth, budget);
}

export const encode = (value) => walk(value, 0, { nodes: MAX_NODES });
