// Gives every text of a model the names it may use (see dictionary.js) before anything is worked out.
import { dictionaryOf, placed, together } from './dictionary.js';

export function typeShape(types, key, above = []) {
  const type = types[key];
  if (!type || above.includes(key)) return null;
  return shapeOfType(types, type, [...above, key]);
}

function shapeOfType(types, type, above) {
  const entries = type.components.map((part) => [part.name, shapeOfType(types, part, above)]);
  return entries.length ? Object.fromEntries(entries) : typeShape(types, type.base, above);
}

const WALKS = {
  expression: () => null,
  table: (logic) => (logic.outputs.length > 1 ? Object.fromEntries(logic.outputs.map(({ name }) => [name, null])) : null),
  context(logic, names, walk) {
    const inner = { ...names }, own = {};
    for (const entry of logic.entries) {
      const shape = walk(entry.logic, inner);
      inner[entry.name] = own[entry.name] = walk.typed(entry.type) ?? shape;
    }
    return logic.result ? walk(logic.result, inner) : own;
  },
  function(logic, names, walk) {
    return walk(logic.body, { ...names, ...parameters(logic, walk) });
  },
  invocation(logic, names, walk) {
    for (const { logic: one } of logic.bindings) walk(one, names);
    return walk(logic.function, names);
  },
  list: (logic, names, walk) => logic.members.map((one) => walk(one, names)).reduce(together, null),
  relation(logic, names, walk) {
    for (const one of logic.rows.flat()) walk(one, names);
    return Object.fromEntries(logic.columns.map(({ name, type }) => [name, walk.typed(type)]));
  },
  conditional: (logic, names, walk) => [logic.condition, logic.yes, logic.no].map((one) => walk(one, names)).slice(1).reduce(together, null),
  iteration(logic, names, walk) {
    const shape = walk(logic.over, names);
    return walk(logic.body, { ...names, [logic.iterator]: shape, partial: null });
  },
  filter(logic, names, walk) {
    const shape = walk(logic.over, names);
    walk(logic.body, { ...names, ...shape, item: shape });
    return shape;
  },
};

const parameters = (logic, walk) => Object.fromEntries(logic.parameters.map(({ name, type }) => [name, walk.typed(type)]));

// The shape of an element's value; its logic learns its names on the way. Elements it needs come first.
export function learn(set, element, above = new Set()) {
  if (element.shape !== undefined || above.has(element)) return element.shape ?? null;
  above.add(element);
  const names = {};
  for (const { key, paths } of element.needs) {
    const shape = learn(set, set.elements.get(key), above);
    for (const path of paths) placed(names, path, shape);
  }
  if (element.is === 'knowledge') names[element.name] = null;
  const walk = (logic, known) => {
    if (!logic) return null;
    logic.names = dictionaryOf(known);
    return walk.typed(logic.type) ?? WALKS[logic.kind](logic, known, walk);
  };
  walk.typed = (type) => typeShape(set.types, type);
  const shape = walk(element.logic, names);
  element.shape = walk.typed(element.type) ?? shape;
  return element.shape;
}

const textsOf = (node) => (node.kind === 'expression' ? [node.text] : [
  ...node.inputs.flatMap(({ text, values }) => [text, values]),
  ...node.outputs.flatMap(({ values, default: otherwise }) => [values && `[${values}]`, otherwise]),
  ...node.rules.flatMap(({ inputs, outputs }) => [...inputs, ...outputs]),
]);

// The dictionaries of an element's texts, by text: those only that have one.
export function dictionariesOf(set, element) {
  learn(set, element);
  const found = {};
  const walk = (node) => {
    if (node === null || typeof node !== 'object') return;
    if (node.names && ['expression', 'table'].includes(node.kind)) {
      for (const text of textsOf(node)) if (text) found[text] = together(found[text], node.names.dictionary);
    }
    for (const [name, part] of Object.entries(node)) if (name !== 'names') walk(part);
  };
  walk(element.logic);
  return found;
}
