// Boxed expressions. `work` is where one stands: { scope, types, place }.
import { FeelFunction, getType, isNil } from 'feelin';
import { describe } from './failure.js';
import { at, refuse } from './mode.js';
import { valueOf } from './program.js';
import { tableValue } from './table.js';
import { coerced } from './types.js';

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
    const named = parameters.map(({ name, type }, index) => [name, coerced(work.types, type, given[index], `input ${name}`)]);
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

const NOT_YES_OR_NO = 'something was used where yes or no is needed';

function truth(work, value) {
  return typeof value === 'boolean' || value === null ? value : refuse(NOT_YES_OR_NO, work.place);
}

const HOW = {
  for: (work, values) => values,
  some: (work, values) => (values.some((one) => one === true) ? true : every(work, values, false)),
  every: (work, values) => (values.some((one) => one === false) ? false : every(work, values, true)),
};

const every = (work, values, result) => (values.some((one) => truth(work, one) === null) ? null : result);

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
  return over.filter((item) => {
    const entries = getType(item) === 'context' ? item : {};
    return truth(work, logicValue(inside(work, { ...entries, item }), logic.body)) === true;
  });
}

const KINDS = {
  expression: (work, logic) => at('expression', () => valueOf('expression', logic.text, work.scope, null, logic.names) ?? null),
  table: (work, logic) => tableValue(work, logic).value,
  context,
  function: (work, logic) => functionOf(work, logic),
  invocation,
  list: (work, logic) => logic.members.map((one) => logicValue(work, one)),
  relation,
  conditional: (work, logic) => logicValue(work, truth(work, logicValue(work, logic.condition)) === true ? logic.yes : logic.no),
  iteration,
  filter,
};

export function logicValue(work, logic) {
  if (!logic) return null;
  const value = KINDS[logic.kind](work, logic) ?? null;
  return logic.type ? coerced(work.types, logic.type, value, work.place) : value;
}
