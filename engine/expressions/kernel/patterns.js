// matches, replace and split with patterns that cannot run away: short, and no repetition inside a repetition.
import { isNil } from 'feelin';
import { Failure } from './failure.js';

const MAX_PATTERN = 200, MAX_INPUT = 20000;
const TOKEN = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\)|\||[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/gu;
const REPEATS = /^(?:[*+]|\{\d{2,}|\{\d+,)/;

const LESS = /\[((?:\\.|[^[\]\\])+)-\[((?:\\.|[^[\]\\])+)\]\]/g;
const SPACED = /\[(?:\\.|[^\]\\])*\]|\s+/g;

// XPath's patterns as the machine's: the flag x, sets less other sets, and the letters of ASCII by their name.
function translated(pattern, flags) {
  const close = flags.includes('x') ? pattern.replace(SPACED, (piece) => (piece[0] === '[' ? piece : '')) : pattern;
  return close.replace(LESS, '(?:(?![$2])[$1])').replace(/\\p\{IsBasicLatin\}/g, '[\\x00-\\x7f]');
}

// The sentence that says what is wrong with a pattern, or null.
export function patternProblem(pattern, flags = '') {
  if (pattern.length > MAX_PATTERN) return `the pattern is longer than ${MAX_PATTERN} characters`;
  const text = translated(pattern, flags);
  try {
    if (/\\0/.test(text)) return 'the pattern is not a valid regular expression';
    new RegExp(text, 'u');
  } catch (problem) { return 'the pattern is not a valid regular expression'; }
  return runsAway(text.match(TOKEN) ?? []) ? 'the pattern repeats something that itself repeats or has alternatives' : null;
}

function runsAway(tokens) {
  const groups = [{ risky: false }];
  let closed = null;
  for (const token of tokens) {
    const open = groups[groups.length - 1];
    const repeats = REPEATS.test(token);
    if (repeats && closed?.risky) return true;
    if (repeats || token === '|') open.risky = true;
    if (closed?.risky) open.risky = true;
    closed = token === ')' ? groups.pop() : null;
    if (token.startsWith('(')) groups.push({ risky: false });
    if (groups.length === 0) return true;
  }
  return false;
}

function regular(name, pattern, flags, extra) {
  const problem = patternProblem(pattern, flags);
  if (problem) throw new Failure(`${name}: ${problem}`);
  if (!/^[smix]*$/.test(flags)) throw new Failure(`${name}: the flags may only be s, m, i and x`);
  return new RegExp(translated(pattern, flags), `u${flags.replace('x', '')}${extra}`);
}

function texts(name, ...values) {
  if (values.some(isNil)) return false;
  if (values.some((value) => typeof value !== 'string')) throw new Failure(`${name} needs text`);
  if (values[0].length > MAX_INPUT) throw new Failure(`${name}: the text is longer than ${MAX_INPUT} characters`);
  return true;
}

export function matches(input, pattern, flags) {
  if (!texts('matches', input, pattern, flags ?? '')) return null;
  return regular('matches', pattern, flags ?? '', '').test(input);
}

export function replace(input, pattern, replacement, flags) {
  if (!texts('replace', input, pattern, replacement, flags ?? '')) return null;
  return input.replace(regular('replace', pattern, flags ?? '', 'g'), replacement.replace(/\$0/g, '$$&'));
}

export function split(string, delimiter) {
  if (!texts('split', string, delimiter)) return null;
  return string.split(regular('split', delimiter, '', ''));
}
