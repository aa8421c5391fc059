// Boxed expressions. `work` is where one stands: { scope, types, view, place }.
import { FeelFunction, getType, isNil } from 'feelin';
import { describe } from './failure.js';
import { at, refuse } from './mode.js';
import { tableValue } from './table.js';
import { textValue } from './texts.js';
import { MISFIT, coerced } from './types.js';

const inside = (work, names) => ({ ...work, scope: { ...work.scope, ...names } });

function context(work, logic) {
  let inner = work;
  const own = {};
  for (const { name, type, logic: one } of logic.entries) {
    own[name] = coerced(work.types, type, logicValue(inner, one), `entry ${name}`);
    inner = inside(inner, { [name]: own[name] });
  }
  return logic.result ? logicValue(inner, logic.result) : own;
}

// A function whose inputs are taken by name and made to fit; one input too few or too many is a misuse.
export function functionOf(work, logic, resultType = null) {
  const { parameters } = logic;
  const run = (...given) => {
    if (given.length !== parameters.length || given.includes(undefined)) {
      return refuse(`a function needs ${parameters.length} inputs`, work.place);
    }
    const named = parameters.map(({ name, type }, index) => [name, coerced(work.types, type, given[index], `input ${name}`, MISFIT)]);
    if (named.some(([, value]) => value === MISFIT)) return null;
    const result = logic.external ? refuse('a function that is written in another language is never run', work.place)
      : logicValue(inside(work, Object.fromEntries(named)), logic.body);
    return coerced(work.types, resultType, result, 'the result of the function');
  };
  return new FeelFunction(run, parameters.map(({ name }) => name));
}

function invocation(work, logic) {
  const target = logicValue(work, logic.function);
  if (!(target instanceof FeelFunction)) return refuse(`${describe(target)} was invoked, which is not a function`, work.place);
  const named = logic.bindings.map(({ name, type, logic: one }) => [name, coerced(work.types, type, logicValue(work, one), `input ${name}`)]);
  const unknown = named.some(([name]) => !target.parameterNames.includes(name));
  if (unknown) return refuse('an input was given that the function does not have', work.place);
  const result = target.invoke(Object.fromEntries(named));
  return result?.warning ? refuse('a function was given something it cannot use', work.place) : result;
}

function relation(work, logic) {
  return logic.rows.map((row) => Object.fromEntries(row.map((cell, index) => {
    const { name, type } = logic.columns[index];
    return [name, coerced(work.types, type, logicValue(work, cell), `column ${name}`)];
  })));
}

function members(work, logic) {
  const value = logicValue(work, logic);
  if (isNil(value) || Array.isArray(value)) return value ?? null;
  if (getType(value) === 'range') return at(work.place, () => value.map((one) => one));
  return [value];
}

const isTruth = (value) => typeof value === 'boolean' || value === null;

// What `pick` makes of values that are yes, no or nothing; null when one is something else.
function judged(work, values, pick) {
  return values.every(isTruth) ? pick(values) : refuse('something was used where yes or no is needed', work.place);
}

const HOW = {
  for: (work, values) => values,
  some: (work, values) => judged(work, values, () => (values.includes(true) ? true : values.includes(null) ? null : false)),
  every: (work, values) => judged(work, values, () => (values.includes(false) ? false : values.includes(null) ? null : true)),
};

function iteration(work, logic) {
  const over = members(work, logic.over);
  if (over === null) return null;
  const partial = [];
  for (const one of over) partial.push(logicValue(inside(work, { [logic.iterator]: one, partial }), logic.body));
  return HOW[logic.how](work, partial);
}

function filter(work, logic) {
  const over = members(work, logic.over);
  if (over === null) return null;
  const verdicts = over.map((item) => {
    const entries = getType(item) === 'context' ? item : {};
    return logicValue(inside(work, { ...entries, item }), logic.body);
  });
  return judged(work, verdicts, () => over.filter((_, index) => verdicts[index] === true));
}

function conditional(work, logic) {
  return judged(work, [logicValue(work, logic.condition)], ([yes]) => logicValue(work, yes === true ? logic.yes : logic.no));
}

const KINDS = {
  expression: (work, logic) => textValue(work, 'expression', logic.text, work.scope, logic.names, 'expression'),
  table: (work, logic) => tableValue(work, logic).value,
  context,
  function: (work, logic) => functionOf(work, logic),
  invocation,
  list: (work, logic) => logic.members.map((one) => logicValue(work, one)),
  relation,
  conditional,
  iteration,
  filter,
};

export function logicValue(work, logic) {
  if (!logic) return null;
  const value = KINDS[logic.kind](work, logic) ?? null;
  return logic.type ? coerced(work.types, logic.type, value, work.place) : value;
}
