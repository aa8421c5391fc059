// What can be said about a text before it is run, in sentences.
import { SyntaxError as FeelSyntaxError, compile, seeTypes } from 'feelin';
import { isLimit } from './failure.js';
import { FUNCTIONS } from './functions.js';
import { isKnown, uses } from './names.js';
import { shapeProblems } from './shape.js';
import { syntaxProblem } from './syntax.js';
import { child, children, textOf, visit } from './tree.js';

const DICTIONARY = Object.fromEntries(Object.keys(FUNCTIONS).map((name) => [name, null]));
const ISO_DURATION = /^P(?=\w)(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?$/;

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

// A date written out that does not exist, such as date("2026-02-30").
function unrealDates(tree, text) {
  const found = [];
  visit(tree.topNode, (node) => {
    if (node.name !== 'DateTimeLiteral' || !isWrittenOut(node)) return;
    const piece = textOf(node, text);
    if (compile('expression', piece, DICTIONARY).run({}).value === null) found.push(`${piece} is not a real date, time or duration`);
  });
  return found;
}

function isWrittenOut(node) {
  const inputs = child(node, 'PositionalParameters') ?? child(node, 'AtLiteral');
  const values = inputs ? children(inputs) : [];
  return values.length === 1 && values[0].name === 'StringLiteral';
}

// `more`: what the text's model adds: words (a dictionary), functions and types (names).
export function check(kind, text, names, { words, functions, types }) {
  const before = seeTypes((name) => types.includes(name) || undefined);
  try {
    return problems(kind, text, names, words, new Set(functions));
  } finally {
    seeTypes(before);
  }
}

function problems(kind, text, names, words, functions) {
  let tree;
  try {
    tree = compile(kind, text, { ...words, ...DICTIONARY }).parseTree;
  } catch (problem) {
    if (isLimit(problem)) throw problem;
    return [problem instanceof FeelSyntaxError ? syntaxProblem(problem, text) : 'it cannot be read'];
  }
  const known = names === null ? null : new Set(names);
  const about = uses(tree, text).filter(({ name, called }) => !(called && functions.has(name)))
    .map((use) => nameProblem(use, known)).filter(Boolean);
  return [...new Set([...shapeProblems(tree, text, kind), ...about, ...unrealDates(tree, text)])];
}
