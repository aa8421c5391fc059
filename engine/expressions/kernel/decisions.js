// DMN decision tables and literal expressions, whole decisions with what they require in one call.
import { Failure } from './failure.js';
import { settle } from './hitpolicy.js';
import { valueOf } from './program.js';
import { encode } from './values.js';

const sets = new Map();

export function addDecisions(key, decisions) {
  sets.set(key, new Map(decisions.map((decision) => [decision.id, decision])));
}

function at(place, work) {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof Failure && !problem.at) problem.at = place;
    throw problem;
  }
}

function inputValue(input, index, scope) {
  const value = at(`input ${index + 1}`, () => valueOf('expression', input.text, scope) ?? null);
  if (input.values && value !== null && !at(`input ${index + 1}`, () => cell(input.values, value, scope))) {
    throw Object.assign(new Failure('the value is not one of those the column allows'), { at: `input ${index + 1}` });
  }
  return value;
}

function cell(text, value, scope) {
  return valueOf('unary', text, { ...scope, '?': value }) === true;
}

function applies(rule, values, scope) {
  return rule.inputs.every((text, index) => text === null
    || at(`rule ${rule.number}, input ${index + 1}`, () => cell(text, values[index], scope)));
}

function outputOf(table, rule, scope) {
  return rule.outputs.map((text, index) => (text === null ? null
    : at(`rule ${rule.number}, output ${index + 1}`, () => valueOf('expression', text, scope) ?? null)));
}

function byDefault(table, scope) {
  if (table.outputs.every((output) => output.byDefault === null)) return null;
  return table.outputs.map((output, index) => (output.byDefault === null ? null
    : at(`default of output ${index + 1}`, () => valueOf('expression', output.byDefault, scope) ?? null)));
}

function orders(table, scope) {
  return table.outputs.map((output, index) => (output.values === null ? null
    : at(`values of output ${index + 1}`, () => valueOf('expression', `[${output.values}]`, scope))));
}

function tableValue(table, scope) {
  const values = table.inputs.map((input, index) => inputValue(input, index, scope));
  const matched = [];
  for (const rule of table.rules) {
    if (!applies(rule, values, scope)) continue;
    matched.push({ rule, values: outputOf(table, rule, scope) });
    if (table.policy === 'FIRST') break;
  }
  return settle(table, matched, { orders: () => orders(table, scope), byDefault: () => byDefault(table, scope) });
}

function decisionValue(decision, variables) {
  if (decision.table) return tableValue(decision.table, variables);
  return { value: at('expression', () => valueOf('expression', decision.text, variables) ?? null), rules: [] };
}

function work(set, id, variables, done) {
  if (done.has(id)) return done.get(id);
  const decision = set.get(id);
  const scope = { ...variables };
  for (const needed of decision.requires) scope[set.get(needed).variable] = work(set, needed, variables, done).value;
  try {
    done.set(id, decisionValue(decision, scope));
  } catch (problem) {
    if (problem instanceof Failure) problem.text ??= id;
    throw problem;
  }
  return done.get(id);
}

export function decide(key, id, variables) {
  const { value, rules } = work(sets.get(key), id, variables, new Map());
  return { value: encode(value), rules };
}
