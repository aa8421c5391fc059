// matches, replace and split with patterns that cannot run away: short, and no repetition inside a repetition.
import { isNil } from 'feelin';
import { Failure } from './failure.js';

const MAX_PATTERN = 200, MAX_INPUT = 20000;
const TOKEN = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|\)|\||[*+?]\??|\{\d+(?:,\d*)?\}\??|[^]/gu;
const REPEATS = /^(?:[*+]|\{\d{2,}|\{\d+,)/;

// The sentence that says what is wrong with a pattern, or null.
export function patternProblem(pattern) {
  if (pattern.length > MAX_PATTERN) return `the pattern is longer than ${MAX_PATTERN} characters`;
  try { new RegExp(pattern, 'u'); } catch (problem) { return 'the pattern is not a valid regular expression'; }
  return runsAway(pattern.match(TOKEN) ?? []) ? 'the pattern repeats something that itself repeats or has alternatives' : null;
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
  const problem = patternProblem(pattern);
  if (problem) throw new Failure(`${name}: ${problem}`);
  if (!/^[smi]*$/.test(flags)) throw new Failure(`${name}: the flags may only be s, m and i`);
  return new RegExp(pattern, `u${flags}${extra}`);
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
