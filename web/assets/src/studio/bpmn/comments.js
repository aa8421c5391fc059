// Comments in a file: the XML library drops them, so they are noted when it is opened and put back when it
// is saved. A comment goes only with the element it stands in.
const parsed = (xml) => new DOMParser().parseFromString(xml, 'application/xml');
const idOf = (node) => node?.getAttribute?.('id') ?? null;

function next(node) {
  for (let one = node.nextSibling; one; one = one.nextSibling) if (idOf(one)) return idOf(one);
  return null;
}

// Where each comment stands: in which element, and before which. null stands for the root, or the end.
export function commentsOf(xml) {
  if (!xml.includes('<!--')) return [];
  const document = parsed(xml), walking = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT), found = [];
  for (let one = walking.nextNode(); one; one = walking.nextNode()) {
    const inside = one.parentNode !== document, isRoot = one.parentNode === document.documentElement;
    found.push({ text: one.data, inside, parent: isRoot ? null : idOf(one.parentNode), before: inside ? next(one) : null });
  }
  return found;
}

function place(document, byId, { inside, parent, before }) {
  if (!inside) return [document, document.documentElement];
  const home = parent === null ? document.documentElement : byId.get(parent), sibling = byId.get(before);
  return [home, sibling?.parentNode === home ? sibling : null];
}

export function withComments(xml, comments) {
  if (!comments.length) return xml;
  const document = parsed(xml), byId = new Map([...document.querySelectorAll('[id]')].map((one) => [idOf(one), one]));
  for (const one of comments) {
    const [home, sibling] = place(document, byId, one);
    home?.insertBefore(document.createComment(one.text), sibling);
  }
  const text = new XMLSerializer().serializeToString(document);
  return text.startsWith('<?xml') ? text : `<?xml version="1.0" encoding="UTF-8"?>\n${text}`;
}
