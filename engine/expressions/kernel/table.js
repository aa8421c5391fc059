// Decision tables.
import { settle } from './hitpolicy.js';
import { at, refuse } from './mode.js';
import { valueOf } from './program.js';
import { coerced } from './types.js';

const DISALLOWED = Symbol('disallowed');

function inputValue(work, table, index) {
  const input = table.inputs[index], place = `input ${index + 1}`;
  const value = at(place, () => valueOf('expression', input.text, work.scope, null, table.names) ?? null);
  if (!input.values || value === null || passes(input.values, tested(work, value), table, place)) return value;
  refuse('the value is not one of those the column allows', place);
  return DISALLOWED;
}

const tested = (work, value) => ({ ...work.scope, '?': value });

function passes(text, scope, table, place) {
  return at(place, () => valueOf('unary', text, scope, null, table.names)) === true;
}

function applies(rule, scopes, table) {
  return rule.inputs.every((text, index) => text === null
    || passes(text, scopes[index], table, `rule ${rule.number}, input ${index + 1}`));
}

function cellOf(work, table, text, place) {
  return text === null ? null : at(place, () => valueOf('expression', text, work.scope, null, table.names) ?? null);
}

function outputOf(work, table, rule) {
  return rule.outputs.map((text, index) => {
    const place = `rule ${rule.number}, output ${index + 1}`;
    return coerced(work.types, table.outputs[index].type, cellOf(work, table, text, place), place);
  });
}

function byDefault(work, table) {
  if (table.outputs.every((output) => output.default === null)) return null;
  return table.outputs.map((output, index) => cellOf(work, table, output.default, `default of output ${index + 1}`));
}

function orders(work, table) {
  return table.outputs.map(({ values }, index) => (values === null ? null
    : cellOf(work, table, `[${values}]`, `values of output ${index + 1}`)));
}

export function tableValue(work, table) {
  const values = table.inputs.map((_, index) => inputValue(work, table, index));
  if (values.includes(DISALLOWED)) return { value: null, rules: [] };
  const scopes = values.map((value) => tested(work, value));
  const matched = [];
  for (const rule of table.rules) {
    if (!applies(rule, scopes, table)) continue;
    matched.push({ rule, values: outputOf(work, table, rule) });
    if (table.policy === 'FIRST') break;
  }
  const more = { orders: () => orders(work, table), byDefault: () => byDefault(work, table) };
  const settled = at(undefined, () => settle(table, matched, more));
  return settled ?? { value: null, rules: [] };
}
