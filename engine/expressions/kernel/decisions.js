// Decisions with all they require in one call: business knowledge models and decision services are functions.
import { FeelFunction } from 'feelin';
import { functionOf, logicValue } from './boxed.js';
import { placed } from './dictionary.js';
import { isStandard } from './calendar.js';
import { Failure } from './failure.js';
import { at, noted, refuse } from './mode.js';
import { dictionariesOf, learn } from './shapes.js';
import { tableValue } from './table.js';
import { MISFIT, coerced, conforms } from './types.js';
import { encode } from './values.js';

const sets = new Map();

export function addDecisions(key, elements, types, views) {
  for (const one of elements) one.view = viewOf(types, views[one.file]);
  sets.set(key, { elements: new Map(elements.map((one) => [one.key, one])), types });
}

// How `instance of` asks for the types that an element's file defines or imports, by the names they have there.
function viewOf(types, names) {
  return (name, value) => (Object.hasOwn(names, name) ? value !== null && conforms(types, names[name], value, true) : undefined);
}

// A run is { set, variables, base: what every scope holds, done: what is worked out, by key }.
function scopeOf(run, element) {
  const scope = { ...run.base };
  for (const { key, paths } of element.needs) {
    const value = known(run, run.set.elements.get(key)).value;
    for (const path of paths) placed(scope, path, value);
  }
  return scope;
}

const workOf = (run, element) => ({ scope: scopeOf(run, element), types: run.set.types, view: element.view, place: element.id });

const IS = {
  input(run, { name, type }) {
    return { value: coerced(run.set.types, type, run.variables[name], `input ${name}`), rules: [] };
  },
  decision(run, element) {
    learn(run.set, element);
    const work = workOf(run, element), { logic } = element;
    if (logic?.kind !== 'table') return { value: logicValue(work, logic), rules: [] };
    const found = tableValue(work, logic);
    return { ...found, value: coerced(run.set.types, logic.type, found.value, 'table') };
  },
  knowledge(run, element) {
    learn(run.set, element);
    const work = workOf(run, element);
    const made = functionOf(work, element.logic, element.type);
    work.scope[element.name] = made;
    return { value: made, rules: [] };
  },
  service(run, element) {
    const given = element.given.map((key) => run.set.elements.get(key));
    const work = (...values) => {
      if (values.length !== given.length || values.includes(undefined)) return refuse(`a service needs ${given.length} inputs`, element.id);
      return serviceValue(run, element, given, values);
    };
    return { value: new FeelFunction(work, given.map(({ name }) => name)), rules: [] };
  },
};

function serviceValue(run, element, given, values) {
  const { types } = run.set;
  const taken = values.map((value, index) => coerced(types, given[index].type, value, `input ${given[index].name}`, MISFIT));
  if (taken.includes(MISFIT)) return null;
  const done = new Map(given.map(({ key }, index) => [key, { value: taken[index], rules: [] }]));
  const inner = { ...run, done };
  const outputs = element.outputs.map((key) => run.set.elements.get(key));
  const answers = outputs.map((one) => [one.name, known(inner, one).value]);
  const value = answers.length === 1 ? answers[0][1] : Object.fromEntries(answers);
  return coerced(types, element.type, value, element.id);
}

function known(run, element) {
  if (run.done.has(element.key)) return run.done.get(element.key);
  try {
    const found = IS[element.is](run, element);
    const value = element.is === 'decision' ? coerced(run.set.types, element.type, found.value, 'value') : found.value;
    run.done.set(element.key, { ...found, value });
  } catch (problem) {
    if (problem instanceof Failure) problem.text ??= element.id;
    throw problem;
  }
  return run.done.get(element.key);
}

// For checks: the dictionaries of the texts of each element, by its key.
export function wordsOf(key) {
  const set = sets.get(key), found = [...set.elements.values()].map((one) => [one.key, dictionariesOf(set, one)]);
  return Object.fromEntries(found.filter(([, words]) => Object.keys(words).length));
}

// By the standard a declared input is seen only where an arrow leads to it.
function baseOf(set, variables) {
  const base = { ...variables };
  if (isStandard()) for (const { is, name } of set.elements.values()) if (is === 'input') delete base[name];
  return base;
}

function asked(run, element) {
  if (element.is !== 'service') return known(run, element);
  const values = element.given.map((key) => run.variables[run.set.elements.get(key).name] ?? null);
  const service = known(run, element).value;
  return { value: service.invoke(values), rules: [] };
}

export function decide({ key, id }, variables) {
  const set = sets.get(key), element = set.elements.get(id);
  const run = { set, variables, base: baseOf(set, variables), done: new Map() };
  const { value, rules } = asked(run, element);
  return { value: at('value', () => encode(value)), rules, notes: noted() };
}
