// What is wrong with a text whatever the data are: things that read well, mean something else and would be silent.
import { isNil, isSeenType } from 'feelin';
import { INPUTS } from './functions.js';
import { patternProblem } from './patterns.js';
import { calleeOf, children, inputsOf, nameOf, textOf, visit } from './tree.js';
import { isPoison } from './values.js';

const TYPES = new Set(['Any', 'Null', 'number', 'string', 'boolean', 'date', 'time', 'date and time', 'duration',
  'days and time duration', 'years and months duration', 'context', 'list', 'range', 'function']);
const TEST_PLACES = new Set(['PositiveUnaryTest', 'FilterExpression']);
const PATTERN_INPUT = { matches: [1, 'pattern'], replace: [1, 'pattern'], split: [1, 'delimiter'] };

// A test in brackets is a range, which is compared or looked into, but is no answer.
const isRangeOfSome = ({ parent }) => parent.name === 'ParenthesizedExpression' && parent.parent.name !== 'Expression';

function loneComparison(node, text) {
  const [first] = children(node);
  if (first.name !== 'CompareOp' || TEST_PLACES.has(node.parent.name) || isRangeOfSome(node)) return null;
  const sign = textOf(first, text);
  const doubled = node.parent.name === 'Comparison' && sign === '=';
  return doubled ? 'write one = to compare, not ==' : `there is nothing on the left of "${sign}"`;
}

function bareDate(node, text) {
  const piece = textOf(node, text);
  return /^\d{4}-\d{2}-\d{2}$/.test(piece) ? `${piece} is read as a subtraction: write date("${piece}")` : null;
}

function poisonKey(node, text) {
  const key = nameOf(node, text).replace(/^"|"$/g, '');
  return isPoison(key) ? `"${key}" may not be used as a name` : null;
}

function unknownType(node, text) {
  const name = nameOf(node, text);
  return TYPES.has(name) || isSeenType(name) ? null : `there is no type "${name}"`;
}

function inputCount(name, inputs) {
  const [least, most] = INPUTS[name] ?? [0, Infinity];
  if (inputs.length >= least && inputs.length <= most) return null;
  const wanted = least === most ? least : `${least} to ${most}`;
  return `${name} needs ${wanted} input${most === 1 ? '' : 's'}, not ${inputs.length}`;
}

function pattern(name, inputs) {
  const [index, key] = PATTERN_INPUT[name];
  return inputs.find((input) => input.name === key) ?? (inputs[index]?.name === null ? inputs[index] : undefined);
}

function loosePattern(name, inputs, text) {
  if (!PATTERN_INPUT[name]) return null;
  const input = pattern(name, inputs);
  if (isNil(input) || input.value.name !== 'StringLiteral') return `${name}: the pattern must be written out in quotes`;
  const flags = inputs.find((one) => one.name === 'flags') ?? inputs[name === 'matches' ? 2 : 3];
  const written = text.slice(input.value.from + 1, input.value.to - 1).replace(/\\\\/g, '\\');
  const problem = patternProblem(written, flags ? textOf(flags.value, text) : '');
  return problem && `${name}: ${problem}`;
}

function invocation(node, text) {
  const name = calleeOf(node, text);
  if (!name) return null;
  const inputs = inputsOf(node, text);
  return inputCount(name, inputs) ?? loosePattern(name, inputs, text);
}

const RULES = {
  SimplePositiveUnaryTest: loneComparison,
  ArithmeticExpression: bareDate,
  Key: poisonKey,
  PathName: poisonKey,
  QualifiedName: unknownType,
  FunctionInvocation: invocation,
};

function wrongKind(top, text, kind) {
  const [whole] = children(top);
  if (kind === 'context' && whole?.name !== 'Context') return ['write the values between { and }, such as { due: today() }'];
  return [];
}

export function shapeProblems(top, text, kind) {
  const found = wrongKind(top, text, kind);
  visit(top, (node) => {
    const problem = RULES[node.name]?.(node, text);
    if (problem) found.push(problem);
    if (node.name === '?' && kind !== 'unary') found.push('"?" has a meaning only in a cell of a decision table');
  });
  return [...new Set(found)];
}

// The stretches inside is_defined( ).
export function guardedStretches(top, text) {
  const found = [];
  visit(top, (node) => {
    if (node.name === 'FunctionInvocation' && calleeOf(node, text) === 'is_defined') found.push({ from: node.from, to: node.to });
  });
  return found;
}
