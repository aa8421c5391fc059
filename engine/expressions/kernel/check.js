// What can be said about a text before it is run, in sentences.
import { seeTypes } from 'feelin';
import { compiled } from './compiled.js';
import { isLimit } from './failure.js';
import { isKnown, uses } from './names.js';
import { shapeProblems } from './shape.js';
import { syntaxProblem } from './syntax.js';
import { child, children, textOf, visit } from './tree.js';

const MOST_KEPT = 3000;
const ISO_DURATION = /^P(?=\w)(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/;
const kept = new Map();

function unknownName({ name }) {
  if (ISO_DURATION.test(name)) return `"${name}" is read as a name: write duration("${name}")`;
  if (name.startsWith('not ')) return `write not(${name.slice(4)})`;
  return `there is no "${name}"`;
}

function nameProblem(use, names) {
  const { name, called, input, local, open } = use;
  if (local) return null;
  if (isKnown(name)) return called || input || open ? null : `"${name}" is a function: write ${name}( ) with its inputs`;
  if (called) return names?.has(name) ? `"${name}" is not a function` : `there is no function "${name}"`;
  return names === null || open || names.has(name) ? null : unknownName(use);
}

function writtenDates(top, text) {
  const found = [];
  visit(top, (node) => {
    if (node.name === 'DateTimeLiteral' && isWrittenOut(node)) found.push(textOf(node, text));
  });
  return found;
}

// A date written out that does not exist, such as date("2026-02-30"). Asked anew each time: zones become known.
function unrealDate(piece) {
  return compiled('expression', piece).made.run({}).value === null ? `${piece} is not a real date, time or duration` : null;
}

function isWrittenOut(node) {
  const inputs = child(node, 'PositionalParameters') ?? child(node, 'AtLiteral');
  const values = inputs ? children(inputs) : [];
  return values.length === 1 && values[0].name === 'StringLiteral';
}

// `more`: what the text's model adds: words (a dictionary), functions and types (names).
export function check(kind, text, names, more) {
  const { words, functions, types } = more;
  const before = seeTypes((name) => types.includes(name) || undefined);
  try {
    return problems(reading(kind, text, words, JSON.stringify(more)), names, new Set(functions));
  } finally {
    seeTypes(before);
  }
}

// What a text says whatever variables there are: worked out once, as the same text stands at many places.
function reading(kind, text, words, more) {
  const key = `${kind}:${more}:${text}`;
  let found = kept.get(key);
  if (!found) {
    if (kept.size >= MOST_KEPT) kept.clear();
    found = read(kind, text, words);
    kept.set(key, found);
  }
  return found;
}

function read(kind, text, words) {
  try {
    const { made, problem } = compiled(kind, text, words, Object.keys(words).length ? JSON.stringify(words) : '');
    if (problem) return { unread: syntaxProblem(problem, text) };
    const { top } = made;
    return { shape: shapeProblems(top, text, kind), used: uses(top, text), dates: writtenDates(top, text) };
  } catch (problem) {
    if (isLimit(problem)) throw problem;
    return { unread: 'it cannot be read' };
  }
}

function problems({ unread, shape, used, dates }, names, functions) {
  if (unread) return [unread];
  const known = names === null ? null : new Set(names);
  const about = used.filter(({ name, called }) => !(called && functions.has(name)))
    .map((use) => nameProblem(use, known)).filter(Boolean);
  return [...new Set([...shape, ...about, ...dates.map(unrealDate).filter(Boolean)])];
}
