// Ranges: how two of them lie to each other, what is in one when it is counted through, and reading one from a text.
import { FeelDate, alike, builtins, createRange, fn, getType, hooks, invalidArguments, isRange, toComparable } from 'feelin';
import { isLimit } from './failure.js';

const size = (value) => toComparable(value) ?? value;
const order = (a, b) => (size(a) < size(b) ? -1 : Number(size(a) > size(b)));
const from = (range) => [range.start, range['start included']];
const to = (range) => [range.end, range['end included']];

// An end is a value and whether it is in the range. Does the first begin before, or with, the second?
const begins = ([a, isIn], [b, isInToo]) => order(a, b) < 0 || (order(a, b) === 0 && (isIn || !isInToo));
const ends = ([a, isIn], [b, isInToo]) => order(a, b) < 0 || (order(a, b) === 0 && (!isIn || isInToo));
const same = ([a, isIn], [b, isInToo]) => order(a, b) === 0 && isIn === isInToo;
const touches = ([a, isIn], [b, isInToo]) => order(a, b) > 0 || (order(a, b) === 0 && isIn && isInToo);
const point = (value) => ({ start: value, end: value, 'start included': true, 'end included': true });

const before = (a, b) => !touches(to(a), from(b));
const includes = (a, b) => begins(from(a), from(b)) && ends(to(b), to(a));
const overlapsBefore = (a, b) => begins(from(a), from(b)) && !same(from(a), from(b)) && touches(to(a), from(b)) && ends(to(a), to(b));
const meets = (a, b) => order(a.end, b.start) === 0 && a['end included'] && b['start included'];
const finishes = (a, b) => same(to(a), to(b)) && begins(from(b), from(a));
const starts = (a, b) => same(from(a), from(b)) && ends(to(a), to(b));
const coincides = (a, b) => same(from(a), from(b)) && same(to(a), to(b));
const overlaps = (a, b) => touches(to(a), from(b)) && touches(to(b), from(a));
const turned = (relation) => (a, b) => relation(b, a);

// Which of the two inputs may be a point: p a point or a range, r a range only.
const RELATIONS = {
  before: ['pp', before], after: ['pp', turned(before)], coincides: ['==', coincides],
  includes: ['rp', includes], during: ['pr', turned(includes)],
  meets: ['rr', meets], 'met by': ['rr', turned(meets)], overlaps: ['rr', overlaps],
  'overlaps before': ['rr', overlapsBefore], 'overlaps after': ['rr', turned(overlapsBefore)],
  finishes: ['pr', finishes], 'finished by': ['rp', turned(finishes)],
  starts: ['pr', starts], 'started by': ['rp', turned(starts)],
};

const NAMES = {
  pp: ['point1', 'point2', 'range1', 'range2', 'point', 'range'], '==': ['point1', 'point2', 'range1', 'range2'],
  pr: ['point', 'range', 'range1', 'range2'], rp: ['range', 'point', 'range1', 'range2'], rr: ['range1', 'range2'],
};

const wide = (value) => (isRange(value) ? value : point(value));
const isWhole = ({ start, end, open }) => start !== null && end !== null && !open;

function fits(kinds, a, b) {
  const needs = (kind, value) => kind !== 'r' || isRange(value);
  if (kinds === '==' && isRange(a) !== isRange(b)) return false;
  const values = [wide(a), wide(b)];
  return needs(kinds[0], a) && needs(kinds[1], b) && values.every(isWhole) && alike(values[0].start, values[1].start);
}

function relate(kinds, relation) {
  return (...inputs) => {
    const given = inputs.filter((input) => input !== undefined);
    if (given.length !== 2) return invalidArguments('two inputs are needed');
    const [a, b] = given;
    return fits(kinds, a, b) ? relation(wide(a), wide(b)) : invalidArguments('the ends do not go together', { a, b });
  };
}

for (const [name, [kinds, relation]] of Object.entries(RELATIONS)) {
  builtins[name] = fn(relate(kinds, relation), NAMES[kinds].map(() => 'any?'), NAMES[kinds]);
}

// Counting through.
function numbers(start, end, way) {
  const found = [];
  for (let at = start; way > 0 ? at <= end : at >= end; at += way) found.push(at);
  return found;
}

function dates(start, end, way) {
  const found = [];
  for (let at = start; order(at, end) * way <= 0; at = new FeelDate(at.value.add({ days: way }))) found.push(at);
  return found;
}

const COUNTED = { number: numbers, date: dates };

function counted(range, way) {
  const found = COUNTED[getType(range.start)](range.start, range.end, way);
  if (!range['start included']) found.shift();
  if (!range['end included'] && found.length && order(found.at(-1), range.end) === 0) found.pop();
  return found;
}

// The members of a range of whole numbers or of dates; null when it cannot be counted through.
hooks.members = (range, mayDescend = false) => {
  if (!range || range.open || range.start === null || range.end === null || !COUNTED[getType(range.start)]) return null;
  const way = order(range.start, range.end) > 0 ? -1 : 1;
  return way < 0 && !mayDescend ? null : counted(range, way);
};

// range("[1..3]"): the ends are written out, so nothing is worked out but constants.
const WRITTEN = /^\s*([[(\]])\s*(.*?)\s*\.\.\s*(.*?)\s*([\])[])\s*$/s;
const CALL = /^(@|date and time|date|time|duration)\s*(\(?)\s*"([^"\\]*)"\s*(\)?)$/;

function endOf(written) {
  if (written === '') return null;
  if (/^-?\d+(\.\d+)?$/.test(written)) return Number(written);
  if (/^"[^"\\]*"$/.test(written)) return written.slice(1, -1);
  const [, name, open, text, close] = CALL.exec(written) ?? [];
  if (!name || (open === '(') !== (name !== '@') || Boolean(open) !== Boolean(close)) return undefined;
  const value = builtins[name](text);
  return value === null || getType(value) === 'literal' ? undefined : value;
}

function readRange(text) {
  const [, open, first, last, close] = WRITTEN.exec(text) ?? [];
  const [start, end] = open ? [endOf(first), endOf(last)] : [undefined, undefined];
  const isBad = start === undefined || end === undefined || (start === null && end === null)
    || (start !== null && end !== null && (!alike(start, end) || order(start, end) > 0));
  if (isBad) return invalidArguments('range(from) expects a range', { text });
  try {
    return createRange(start, end, start !== null && open === '[', end !== null && close === ']');
  } catch (problem) {
    if (isLimit(problem)) throw problem;
    return invalidArguments('range(from) expects a range', { text });
  }
}

builtins.range = fn(readRange, ['string'], ['from']);
