// Texts read, each once for the same names of several words: most of what checking and running cost at first.
import { SyntaxError as FeelSyntaxError, compile } from 'feelin';
import { isLimit } from './failure.js';
import { topOf } from './tree.js';

const MOST_KEPT = 3000;
// Only names of several words must be told: the reader copies what it knows at each record, loop and filter.
const NO_WORDS = {};
const kept = new Map();

function read(kind, text, names, key) {
  try {
    const { run, parseTree } = compile(kind, text, key ? names : NO_WORDS);
    return { made: { run, top: topOf(parseTree) } };
  } catch (problem) {
    if (isLimit(problem) || !(problem instanceof FeelSyntaxError)) throw problem;
    return { problem };
  }
}

// { made } with feelin's program and the topmost node of what was read, or { problem } with its SyntaxError. `key` stands for `names`, "" for none.
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
