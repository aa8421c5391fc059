// What Plumbline does: a service with its parameters, a letter, a table, a script, another process.
import { Choice, Field, Words } from './entries.js';
import { Expression } from './expression.js';
import { object, operator, parameters } from './model.js';

const quoted = (text) => /^"([^"]*)"$/.exec(text.trim())?.[1];

// A letter that is named outright is picked from the bundle's; one that is worked out stays FEEL.
function letter(element, { fields, known }) {
  const one = fields.ofParameter('letter'), written = one.get(element), isNamed = !written || quoted(written) !== undefined;
  const picked = { ...one, get: (here) => quoted(one.get(here)) ?? '', set: (here, key) => one.set(here, key ? `"${key}"` : '') };
  const entry = isNamed
    ? { id: 'letter', component: Choice, label: 'Letter', choices: known.letters, linked: 'Edit this letter', ...picked }
    : { id: 'letter', component: Expression, label: 'Letter', place: 'parameter letter', ...one };
  return { id: 'letter-group', label: 'Letter', entries: [entry] };
}

function asked(element, { fields }, operation) {
  const others = operation.parameters.filter(({ key }) => key !== 'letter');
  const strange = parameters(object(element)).filter(({ id }) => !operation.parameters.some(({ key }) => key === id));
  const entry = ({ key, words, required }) => ({
    id: `parameter-${key}`, component: Expression, label: `${key}${required ? '' : ' (optional)'}`, hint: words, place: `parameter ${key}`, ...fields.ofParameter(key),
  });
  return [...others.map(entry), ...strange.map(({ id }) => entry({ key: id, words: 'It does not take this.', required: true }))];
}

function result(operation, write) {
  if (!operation.outputs.length) return [];
  return [{ id: 'result-variable', component: Field, label: 'Variable for what it gives', hint: `It gives ${operation.outputs.join(', ')}.`,
    get: (element) => operator(object(element))?.resultVariable, set: (element, name) => write.setResult(element, name) }];
}

function service(element, tools) {
  const { known, write } = tools, key = operator(object(element))?.id ?? '', operation = known.operations.find((one) => one.key === key);
  const pick = { id: 'operation', component: Choice, label: 'Service', choices: known.operations,
    get: (here) => operator(object(here))?.id, set: (here, value) => write.setOperation(here, value) };
  const about = operation ? [{ id: 'operation-words', component: Words, text: `${operation.words}${operation.later ? ' It is done after the step, and tried again when it fails.' : ''}` }] : [];
  const rest = operation ? [...asked(element, tools, operation), ...result(operation, write)] : [];
  const letters = operation?.parameters.some((one) => one.key === 'letter') ? [letter(element, tools)] : [];
  return [...letters, { id: 'service', label: 'Service', entries: [pick, ...about, ...rest] }];
}

function decision(_, { fields, known }) {
  return [{ id: 'decision', label: 'Decision table', entries: [
    { id: 'decision-id', component: Choice, label: 'Table', choices: known.decisions, linked: 'Edit this table', ...fields.ofWords('CalledDecisionId') },
    fields.field('result', 'Variable for what it gives'),
  ] }];
}

function call(_, { fields, known }) {
  return [{ id: 'call', label: 'Called process', entries: [
    { id: 'called', component: Choice, label: 'Process', choices: known.processes, linked: 'Open this process', ...fields.ofAttribute('calledElement') },
    fields.feel('variables', 'Variables of its own', 'A record: { name: expression, … }.'),
  ] }];
}

function script(element, { fields, write }) {
  const value = Boolean(fields.ofProperty('result').get(element)), one = fields.ofAttribute('script');
  const set = (here, text) => write.change(here, object(here), { script: text || undefined, scriptFormat: object(here).scriptFormat ?? 'feel' });
  return [{ id: 'script-group', label: 'Script', entries: [
    { id: 'script', component: Expression, label: 'What is worked out', place: value ? 'scriptValue' : 'script', hint: 'A record whose entries become variables: { name: expression, … }.', ...one, set },
    fields.field('result', 'Variable for a single value', 'Only when the script is one value.'),
  ] }];
}

const BY_TYPE = {
  'bpmn:ServiceTask': service, 'bpmn:BusinessRuleTask': decision, 'bpmn:CallActivity': call, 'bpmn:ScriptTask': script,
};

export function work(element, tools) {
  const bo = object(element), type = bo.$type;
  if (type === 'bpmn:SendTask' && !bo.messageRef) return service(element, tools);
  return BY_TYPE[type]?.(element, tools) ?? [];
}
