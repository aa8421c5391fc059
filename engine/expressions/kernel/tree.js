// Reading the parse tree of a text, as plain nodes: lezer makes a node anew each time somebody comes by.
const SKIPPED = new Set(['LineComment', 'BlockComment']);

// The topmost node, { name, from, to, parent, inner }, without comments.
export const topOf = (parseTree) => plain(parseTree.cursor(), null);

function plain(cursor, parent) {
  const node = { name: cursor.name, from: cursor.from, to: cursor.to, parent, inner: [] };
  if (cursor.firstChild()) {
    do if (!SKIPPED.has(cursor.name)) node.inner.push(plain(cursor, node)); while (cursor.nextSibling());
    cursor.parent();
  }
  return node;
}

export const children = (node) => node.inner;

export const textOf = (node, text) => text.slice(node.from, node.to).replace(/\s+/g, ' ');

export const nameOf = (node, text) => textOf(node, text).trim();

export const child = (node, name) => node.inner.find((one) => one.name === name);

export function visit(node, enter) {
  enter(node);
  for (const one of node.inner) visit(one, enter);
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
