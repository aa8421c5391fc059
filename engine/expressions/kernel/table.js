// Decision tables.
import { settle } from './hitpolicy.js';
import { at, refuse } from './mode.js';
import { textValue } from './texts.js';
import { coerced } from './types.js';

const DISALLOWED = Symbol('disallowed');

function inputValue(work, table, index) {
  const input = table.inputs[index], place = `input ${index + 1}`;
  const value = textValue(work, 'expression', input.text, work.scope, table.names, place);
  if (!input.values || value === null || passes(work, input.values, tested(work, value), table, place)) return value;
  refuse('the value is not one of those the column allows', place);
  return DISALLOWED;
}

const tested = (work, value) => ({ ...work.scope, '?': value });

function passes(work, text, scope, table, place) {
  return textValue(work, 'unary', text, scope, table.names, place) === true;
}

function applies(work, rule, scopes, table) {
  return rule.inputs.every((text, index) => text === null
    || passes(work, text, scopes[index], table, `rule ${rule.number}, input ${index + 1}`));
}

function cellOf(work, table, text, place) {
  return text === null ? null : textValue(work, 'expression', text, work.scope, table.names, place);
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
    if (!applies(work, rule, scopes, table)) continue;
    matched.push({ rule, values: outputOf(work, table, rule) });
    if (table.policy === 'FIRST') break;
  }
  const more = { orders: () => orders(work, table), byDefault: () => byDefault(work, table) };
  const settled = at(undefined, () => settle(table, matched, more));
  return settled ?? { value: null, rules: [] };
}
