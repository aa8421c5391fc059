// Builtins of the language that feelin has otherwise than the standard; and filters that see the members.
import { builtins, fn, getType, hooks, invalidArguments, isNil, report } from 'feelin';

const LEAST_SCALE = -6111, MOST_SCALE = 6176;

// How many places are kept is a whole number within the bounds of the standard.
function scaled(name) {
  const work = builtins[name];
  const run = (...inputs) => {
    const [n, scale] = inputs;
    if (typeof scale !== 'number') return work(...inputs);
    if (scale < LEAST_SCALE || scale > MOST_SCALE) return invalidArguments(`${name}: the scale is out of bounds`, { n, scale });
    return work(n, Math.trunc(scale));
  };
  builtins[name] = Object.assign(run, { $args: work.$args });
}

for (const name of ['decimal', 'floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down']) scaled(name);

function placeIn(list, position) {
  const place = Math.trunc(position);
  const index = place < 0 ? list.length + place : place - 1;
  return index >= 0 && index < list.length && place !== 0 ? index : null;
}

function replaced(list, position, item) {
  const index = placeIn(list, position);
  if (index === null) return invalidArguments('list replace: the position is not in the list', { position });
  return list.map((member, at) => (at === index ? item : member));
}

function replacedWhere(list, match, item) {
  if (match.parameterNames.length !== 2) return invalidArguments('list replace: the function needs two inputs', { match });
  const answers = list.map((member) => match.invoke([member, item]));
  const isSure = answers.every((answer) => typeof answer === 'boolean');
  if (!isSure) return invalidArguments('list replace: the function must say yes or no', { match });
  return list.map((member, at) => (answers[at] ? item : member));
}

builtins['list replace'] = fn((list, position, item, match) => {
  const which = position ?? match;
  if (typeof which === 'number') return replaced(list, which, item);
  if (getType(which) === 'function') return replacedWhere(list, which, item);
  return invalidArguments('list replace expects a position or a function', { which });
}, ['list', 'any?', 'any?', 'function?'], ['list', 'position', 'newItem', 'match']);

// Null under every name that some members of a list have, so that a member without it is merely not found; a name
// that none has and that is no variable is still unknown.
hooks.missing = (members, context) => {
  const found = {};
  for (const member of members) {
    if (getType(member) !== 'context') continue;
    for (const name of Object.keys(member)) if (!Object.hasOwn(context, name)) found[name] = null;
  }
  return found;
};

// a[f(item)]: a filter whose type is not known before it runs. Its value for the first member tells: a number is a
// place in the list, everything else is asked of each member.
hooks.filtered = (test, members, context, type) => {
  if (type !== 'any') return null;
  const missing = hooks.missing(members, context);
  const ask = (member) => test({ ...context, ...missing, item: member ?? null, ...(getType(member) === 'context' ? member : null) });
  if (members.length === 0) return typeof ask(null) === 'number' ? null : [];
  const first = ask(members[0]);
  if (typeof first === 'number') return null;
  return members.filter((member, at) => {
    const answer = at === 0 ? first : ask(member);
    if (!isNil(answer) && typeof answer !== 'boolean') report('NOT_YES_OR_NO', answer);
    return answer === true;
  });
};
