// Texts read, each once for the same names of several words: most of what checking and running cost at first.
import { SyntaxError as FeelSyntaxError, compile } from 'feelin';
import { isLimit } from './failure.js';
import { FUNCTIONS } from './functions.js';

const MOST_KEPT = 3000;
const DICTIONARY = Object.fromEntries(Object.keys(FUNCTIONS).map((name) => [name, null]));
const kept = new Map();

function read(kind, text, names, key) {
  try {
    return { made: compile(kind, text, key ? { ...names, ...DICTIONARY } : DICTIONARY) };
  } catch (problem) {
    if (isLimit(problem) || !(problem instanceof FeelSyntaxError)) throw problem;
    return { problem };
  }
}

// { made } with feelin's program, or { problem } with its SyntaxError. `key` stands for `names`, "" for none.
export function compiled(kind, text, names, key = '') {
  const known = `${kind}:${key}:${text}`;
  let found = kept.get(known);
  if (!found) {
    if (kept.size >= MOST_KEPT) kept.clear();
    found = read(kind, text, names, key);
    kept.set(known, found);
  }
  return found;
}
