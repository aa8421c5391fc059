// The names of several words that a text may use: fixed by the model, never by data. A shape is a record of names,
// null where nothing can be read from the value; the shape of a list is that of its members, of a function its result's.
const PLAIN = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const dictionaries = new Map();

function special(shape) {
  const found = {};
  for (const [name, inner] of Object.entries(shape ?? {})) {
    const below = special(inner);
    if (below || !PLAIN.test(name)) found[name] = below;
  }
  return Object.keys(found).length ? found : null;
}

// What distinguishes a scope for the parser: null when all its names are single words. The same names, the same object.
export function dictionaryOf(shape) {
  const names = special(shape);
  if (!names) return null;
  const key = JSON.stringify(names);
  if (!dictionaries.has(key)) dictionaries.set(key, { key, dictionary: names });
  return dictionaries.get(key);
}

export function together(one, other) {
  if (!one || !other) return one ?? other ?? null;
  const merged = { ...one };
  for (const [name, inner] of Object.entries(other)) merged[name] = together(merged[name] ?? null, inner);
  return merged;
}

// A name, or the path to it through an import's name, put into a record.
export function placed(record, path, value) {
  const [name, ...rest] = path;
  record[name] = rest.length ? placed({ ...record[name] }, rest, value) : value;
  return record;
}
