// Texts made ready to run, each once. The dictionary is fixed, so the meaning of a text never depends on data.
import { isStandard } from './calendar.js';
import { compiled } from './compiled.js';
import { Failure } from './failure.js';
import { FUNCTIONS } from './functions.js';
import { failures, notes } from './judge.js';
import { note } from './mode.js';
import { uses } from './names.js';
import { shapeProblems, guardedStretches } from './shape.js';
import { syntaxProblem } from './syntax.js';

const MAX_PROGRAMS = 3000;
const programs = new Map();

// Only the functions a text mentions are laid over its variables: feelin copies the scope often.
function functionsOf(top, text) {
  const names = new Set(uses(top, text).map(({ name }) => name).filter((name) => Object.hasOwn(FUNCTIONS, name)));
  return names.size ? Object.fromEntries([...names].map((name) => [name, FUNCTIONS[name]])) : null;
}

function make(kind, text, names) {
  const { made, problem: unread } = compiled(kind, text, names?.dictionary, names?.key);
  if (unread) throw new Failure(syntaxProblem(unread, text));
  const [problem] = isStandard() ? [] : shapeProblems(made.top, text, kind);
  if (problem) throw new Failure(problem);
  const { run, top } = made;
  return { run, top, functions: functionsOf(top, text), guarded: guardedStretches(top, text) };
}

// `names`: the names of several words that the text may use, as { key, dictionary } that never change.
export function program(kind, text, names) {
  const key = `${kind}:${isStandard() ? 's' : ''}${names?.key ?? ''}:${text}`;
  let found = programs.get(key);
  if (!found) {
    if (programs.size >= MAX_PROGRAMS) programs.clear();
    found = make(kind, text, names);
    programs.set(key, found);
  }
  return found;
}

// The value of one text over these variables; `reports` receives what may explain that it is nothing.
// Where the standard alone is followed, a misuse is nothing and is noted; what cannot be read fails all the same.
export function valueOf(kind, text, variables, reports, names) {
  const ready = program(kind, text, names);
  const { value, warnings } = ready.run(ready.functions ? { ...variables, ...ready.functions } : variables);
  if (warnings.length === 0) return value;
  const problems = failures(warnings, text, ready.guarded);
  if (isStandard()) {
    for (const problem of problems) note(problem);
    return value;
  }
  if (problems.length) throw new Failure(problems.join('; '));
  if (reports && (value === null || value === undefined)) reports.push(...notes(warnings, text));
  return value;
}
