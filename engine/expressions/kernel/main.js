// The kernel's one door: plumbline(JSON text) -> JSON text. Python calls it; see engine/expressions/machine.py.
import { setZone, takeWanted } from './zones.js';
import './durations.js';
import './ranges.js';
import './builtins.js';
import { addCalendar, use } from './calendar.js';
import { check } from './check.js';
import { addDecisions, decide, wordsOf } from './decisions.js';
import { Failure, isLimit } from './failure.js';
import { at, forget } from './mode.js';
import { BUILTIN_NAMES, freeNames } from './names.js';
import { program, valueOf } from './program.js';
import { decode, encode } from './values.js';

const variables = ({ v, tagged }) => (tagged ? decode(v) : v);

function one(kind, text, given, names) {
  const notes = [];
  return { v: encode(at(undefined, () => valueOf(kind, text, given, notes, names))), notes };
}

function many(texts, given) {
  return texts.map((text) => {
    try {
      return encode(at(undefined, () => valueOf('expression', text, given)));
    } catch (problem) {
      if (problem instanceof Failure) problem.text = text;
      throw problem;
    }
  });
}

const DOORS = {
  zone: ({ name, offsets }) => setZone(name, offsets),
  calendar: ({ key, days }) => addCalendar(key, days),
  evaluate: (call) => one(call.kind, call.text, variables(call), call.names),
  many: (call) => many(call.texts, variables(call)),
  check: ({ kind, text, names, more }) => check(kind, text, names, more),
  names: ({ kind, text }) => freeNames(program(kind, text).top, text),
  builtins: () => BUILTIN_NAMES,
  decisions: ({ key, elements, types, views }) => addDecisions(key, elements, types, views),
  words: ({ key }) => wordsOf(key),
  decide: (call) => decide(call, variables(call)),
};

function failed(problem) {
  if (isLimit(problem)) throw problem ?? new Error('out of memory');
  const isOurs = problem instanceof Failure;
  return { failed: isOurs ? problem.message : 'it cannot be worked out with the values given', text: problem.text, at: problem.at };
}

function withZones(answer) {
  const zones = takeWanted();
  return zones.length ? { zones } : answer;
}

globalThis.plumbline = (json) => {
  const call = JSON.parse(json);
  call.tagged = json.includes('"@');
  try {
    use(call.settings ?? {});
    forget();
    const done = DOORS[call.door](call) ?? null;
    return JSON.stringify(withZones({ done }));
  } catch (problem) {
    return JSON.stringify(withZones(failed(problem)));
  }
};

// Nothing in a text leads to JavaScript; should a way be found, there is nothing to find.
for (const shared of [Object.prototype, Array.prototype, Function.prototype]) delete shared.constructor;
delete globalThis.eval;
delete globalThis.Function;
for (const shared of [Object.prototype, Array.prototype]) Object.freeze(shared);
