// Which names a text takes from outside, with FEEL's scopes.
import { builtins } from 'feelin';
import { FUNCTIONS } from './functions.js';
import { calleeOf, child, children, nameOf } from './tree.js';

const TESTS = new Set(['VariableName', 'PathExpression', 'FunctionInvocation', 'Comparison', 'Conjunction', 'Disjunction', 'SimplePositiveUnaryTest', 'InstanceOfExpression', 'QuantifiedExpression']);
const INPUT_PLACES = new Set(['PositionalParameters', 'NamedParameter']);

export const BUILTIN_NAMES = Object.keys(builtins).filter((name) => name !== '@');
const KNOWN = new Set([...BUILTIN_NAMES, ...Object.keys(FUNCTIONS)]);

const plus = (scope, ...names) => ({ ...scope, names: new Set([...scope.names, ...names]) });
// Inside a filter every name may be an entry of the members; inside is_defined every name may be missing.
const opened = (scope) => ({ ...plus(scope, 'item'), open: true });

const WALKS = {
  VariableName(node, scope, walk) { walk.report(node, scope); },
  PathExpression(node, scope, walk) { walk.into(children(node)[0], scope); },
  QualifiedName() {},
  Type() {},
  Key() {},
  ParameterName() {},
  NamedParameter(node, scope, walk) { walk.into(children(node)[1], scope); },
  Context(node, scope, walk) {
    let inner = scope;
    for (const entry of children(node).filter(({ name }) => name === 'ContextEntry')) {
      const [key, value] = children(entry);
      walk.into(value, inner);
      inner = plus(inner, nameOf(key, walk.text).replace(/^"|"$/g, ''));
    }
  },
  FunctionDefinition(node, scope, walk) {
    const params = child(node, 'FormalParameters');
    const names = params ? children(params).map((one) => nameOf(child(one, 'ParameterName'), walk.text)) : [];
    walk.into(child(node, 'FunctionBody'), plus(scope, ...names));
  },
  FilterExpression(node, scope, walk) {
    const [target, , filter] = children(node);
    walk.into(target, scope);
    walk.into(filter, TESTS.has(bare(filter).name) ? opened(scope) : scope);
  },
  FunctionInvocation(node, scope, walk) {
    const asks = calleeOf(node, walk.text) === 'is_defined';
    const [target, ...rest] = children(node);
    walk.into(target, scope);
    for (const one of rest) walk.into(one, asks ? { ...scope, open: true } : scope);
  },
  ForExpression: loop,
  QuantifiedExpression: loop,
};

function bare(node) {
  return node.name === 'ParenthesizedExpression' ? bare(children(node)[1]) : node;
}

function loop(node, scope, walk) {
  let inner = scope;
  for (const one of children(child(node, 'InExpressions')).filter(({ name }) => name === 'InExpression')) {
    walk.into(child(one, 'IterationContext'), inner);
    inner = plus(inner, nameOf(child(one, 'Name'), walk.text));
  }
  const body = children(node).at(-1);
  walk.into(body, node.name === 'ForExpression' ? plus(inner, 'partial') : inner);
}

function use(node, scope, text) {
  const name = nameOf(node, text);
  const called = node.parent.name === 'FunctionInvocation' && node.parent.from === node.from;
  return { name, called, input: INPUT_PLACES.has(node.parent.name), local: scope.names.has(name), open: Boolean(scope.open) };
}

// Every use of a name: { name, called, input, local, open }.
export function uses(top, text) {
  const found = [];
  const walk = {
    text,
    report: (node, scope) => found.push(use(node, scope, text)),
    into: (node, scope) => {
      if (!node) return;
      if (WALKS[node.name]) WALKS[node.name](node, scope, walk);
      else for (const one of children(node)) walk.into(one, scope);
    },
  };
  walk.into(top, { names: new Set() });
  return found;
}

export const isKnown = (name) => KNOWN.has(name);

export function freeNames(top, text) {
  return [...new Set(uses(top, text).filter(({ name, local }) => !local && !isKnown(name)).map(({ name }) => name))];
}
