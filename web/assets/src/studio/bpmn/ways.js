// The ways behind a choice, and how often a step is done.
import { Choice, Field, Tick, Words } from './entries.js';
import { Expression } from './expression.js';
import { object } from './model.js';

const CHOOSING = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'];
const loop = (element) => object(element).get('loopCharacteristics');

function way(element, { fields }) {
  const from = object(element).sourceRef, isDefault = from?.default === object(element);
  if (isDefault) return [{ id: 'condition', label: 'Condition', entries: [{ id: 'otherwise', component: Words, text: 'Taken when no other condition is true.' }] }];
  const place = 'conditionExpression', hint = 'Taken when this is true. Without one it is always taken.';
  return [{ id: 'condition', label: 'Condition', entries: [{ id: 'conditionExpression', component: Expression, label: 'Condition', place, hint, ...fields.ofExpression(place) }] }];
}

// What is taken when no condition is true.
function otherwise(element, { modeling, write }) {
  const bo = object(element), ways = (bo.get('outgoing') ?? []).map((flow) => ({ key: flow.id, words: flow.name || flow.targetRef?.name || flow.id }));
  const set = (here, id) => {
    const flow = object(here).get('outgoing').find((one) => one.id === id);
    if (flow?.conditionExpression) write.change(here, flow, { conditionExpression: undefined });
    modeling.updateProperties(here, { default: flow });
  };
  return [{ id: 'otherwise', label: 'Condition', entries: [
    { id: 'default', component: Choice, label: 'Otherwise', choices: ways, none: '(an incident when no condition is true)', get: (here) => object(here).default?.id, set },
  ] }];
}

function repeated(element, { fields, write }) {
  if (!loop(element)) return [];
  if (loop(element).$type === 'bpmn:StandardLoopCharacteristics') {
    const again = { id: 'loopCondition', component: Expression, label: 'Again while', place: 'loopCondition', ...fields.ofExpression('loopCondition', loop) };
    return [{ id: 'loop', label: 'How often', entries: [again] }];
  }
  const item = { get: (here) => loop(here).get('inputDataItem')?.name, set: (here, name) => {
    const known = loop(here).get('inputDataItem');
    if (known && name) return write.change(here, known, { name });
    return write.change(here, loop(here), { inputDataItem: name ? write.made('bpmn:DataInput', loop(here), { name }) : undefined });
  } };
  return [{ id: 'loop', label: 'How often', entries: [
    { id: 'loop-over', component: Field, label: 'Once for each in the list', hint: 'The variable that holds the list.', ...fields.ofAttribute('loopDataInputRef', loop) },
    { id: 'loop-item', component: Field, label: 'Called', hint: 'The variable for the one it is done for.', ...item },
    { id: 'loop-times', component: Expression, label: 'Or so many times', place: 'loopCardinality', ...fields.ofExpression('loopCardinality', loop) },
    { id: 'loop-one', component: Tick, label: 'One after the other', get: (here) => loop(here).isSequential, set: (here, on) => write.change(here, loop(here), { isSequential: on }) },
    { id: 'loop-until', component: Expression, label: 'Enough when', place: 'loopCondition', ...fields.ofExpression('completionCondition', loop) },
  ] }];
}

export function ways(element, tools) {
  const bo = object(element);
  if (bo.$type === 'bpmn:SequenceFlow') return way(element, tools);
  return [...(CHOOSING.includes(bo.$type) ? otherwise(element, tools) : []), ...repeated(element, tools)];
}
