// Reading the parse tree of a text.
const SKIPPED = new Set(['LineComment', 'BlockComment']);

export function children(node) {
  const found = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (!SKIPPED.has(child.name)) found.push(child);
  return found;
}

export const textOf = (node, text) => text.slice(node.from, node.to).replace(/\s+/g, ' ');

export const nameOf = (node, text) => textOf(node, text).trim();

export const child = (node, name) => children(node).find((one) => one.name === name);

export function visit(node, enter) {
  enter(node);
  for (const one of children(node)) visit(one, enter);
}

// The inputs of a function invocation: [{ name: its name or null, value: node }].
export function inputsOf(invocation, text) {
  const list = child(invocation, 'PositionalParameters') ?? child(invocation, 'NamedParameters');
  if (!list) return [];
  if (list.name === 'PositionalParameters') return children(list).map((value) => ({ name: null, value }));
  return children(list).filter(({ name }) => name === 'NamedParameter').map((one) => {
    const [name, value] = children(one);
    return { name: nameOf(name, text), value };
  });
}

export function calleeOf(invocation, text) {
  const [target] = children(invocation);
  return target.name === 'VariableName' ? nameOf(target, text) : null;
}
