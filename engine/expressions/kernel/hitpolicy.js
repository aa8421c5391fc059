// What a table answers when these rules apply. `matched` is in the order of the table: [{ rule, values }].
import { getType } from 'feelin';
import { Failure } from './failure.js';
import { encode } from './values.js';

const LISTS = new Set(['COLLECT', 'RULE ORDER', 'OUTPUT ORDER']);

function called({ rule: { number, note } }) {
  return note ? `${number} (${note})` : `${number}`;
}

const namesOf = (matched) => {
  const names = matched.map(called);
  return `rules ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
};

function answer(table, values) {
  if (table.outputs.length === 1) return values[0];
  return Object.fromEntries(table.outputs.map(({ name }, index) => [name, values[index]]));
}

// Places of a rule's values in the lists of output values: the smallest is the most important.
function places(orders, values) {
  return values.map((value, index) => {
    if (orders[index] === null) return 0;
    const place = orders[index].map((one) => JSON.stringify(encode(one))).indexOf(JSON.stringify(encode(value)));
    if (place < 0) throw new Failure(`output ${index + 1} gives a value that is not in the list of output values`);
    return place;
  });
}

function byImportance(orders, matched) {
  const ranked = matched.map((one) => ({ one, rank: places(orders, one.values) }));
  ranked.sort((a, b) => a.rank.map((place, index) => place - b.rank[index]).find((gap) => gap !== 0) ?? 0);
  return ranked.map(({ one }) => one);
}

function same(table, matched) {
  const texts = new Set(matched.map(({ values }) => JSON.stringify(encode(answer(table, values)))));
  return texts.size === 1;
}

function numbers(table, matched) {
  const values = matched.map(({ values: [value] }) => value).filter((value) => value !== null);
  if (values.some((value) => getType(value) !== 'number')) throw new Failure(`${table.aggregation} needs numbers`);
  return values;
}

const AGGREGATIONS = {
  COUNT: (table, matched) => matched.length,
  SUM: (table, matched) => numbers(table, matched).reduce((sum, value) => sum + value, 0),
  MIN: (table, matched) => Math.min(...numbers(table, matched)),
  MAX: (table, matched) => Math.max(...numbers(table, matched)),
};

const all = (table, matched) => ({ value: matched.map(({ values }) => answer(table, values)), matched });
const first = (table, matched) => ({ value: answer(table, matched[0].values), matched: matched.slice(0, 1) });

const POLICIES = {
  UNIQUE(table, matched) {
    if (matched.length > 1) throw new Failure(`${namesOf(matched)} apply, but the table says that only one may`);
    return first(table, matched);
  },
  ANY(table, matched) {
    if (!same(table, matched)) throw new Failure(`${namesOf(matched)} apply and give different answers, but the table says they must agree`);
    return { ...first(table, matched), matched };
  },
  FIRST: first,
  PRIORITY: (table, matched, { orders }) => first(table, byImportance(orders(), matched)),
  'RULE ORDER': all,
  'OUTPUT ORDER': (table, matched, { orders }) => all(table, byImportance(orders(), matched)),
  COLLECT: all,
};

function none(table, byDefault) {
  const values = byDefault(), isList = LISTS.has(table.policy) && !table.aggregation;
  if (values !== null) return isList ? [answer(table, values)] : answer(table, values);
  if (table.aggregation === 'COUNT') return 0;
  return isList ? [] : null;
}

const shown = (matched) => matched.map(({ rule: { number, id, note } }) => ({ number, id, note }));

export function settle(table, matched, more) {
  if (matched.length === 0) return { value: none(table, more.byDefault), rules: [] };
  if (table.aggregation) return { value: AGGREGATIONS[table.aggregation](table, matched), rules: shown(matched) };
  const { value, matched: kept } = POLICIES[table.policy](table, matched, more);
  return { value, rules: shown(kept) };
}
