// What is waited for or told: timers, messages, signals, conditions, errors, and offers to people.
import { Named, Tick } from './entries.js';
import { Expression } from './expression.js';
import { object, operator, property } from './model.js';
import { Examples, TimerHelp } from './timer.js';

const TIMERS = ['timeDate', 'timeDuration', 'timeCycle'];
const SAYS = { timeDate: 'On a date', timeDuration: 'After a time', timeCycle: 'Again and again' };
const CATCHING = ['bpmn:StartEvent', 'bpmn:IntermediateCatchEvent', 'bpmn:BoundaryEvent', 'bpmn:ReceiveTask'];
const TALKING = ['bpmn:SendTask', 'bpmn:ReceiveTask'];

const definition = (kind) => (element) => object(element).get('eventDefinitions')?.find((one) => one.$type === `bpmn:${kind}EventDefinition`);
const timer = definition('Timer');
const kindOf = (element) => TIMERS.find((name) => timer(element)?.get(name)) ?? 'timeDuration';

// A timer says one thing: what another kind said goes.
function setTimer({ write }, element, { kind, text }) {
  const holder = timer(element), known = holder.get(kind);
  const given = Object.fromEntries(TIMERS.map((name) => [name, undefined]));
  given[kind] = text ? write.made('bpmn:FormalExpression', holder, { body: text }) : undefined;
  if (known && text) write.setExpression(element, holder, kind, text);
  else write.change(element, holder, given);
}

function timed(element, tools) {
  if (!timer(element)) return [];
  const kind = kindOf(element), one = tools.fields.ofExpression(kind, timer), shown = { ...one, kind };
  const apply = (here, given) => setTimer(tools, here, given);
  return [{ id: 'timer', label: 'When', entries: [
    { id: 'timer-help', component: TimerHelp, ...shown, apply },
    { id: 'timer-text', component: Expression, label: SAYS[kind], place: kind, ...one, set: (here, text) => apply(here, { kind: kindOf(here), text }),
      hint: kind === 'timeCycle' ? 'Gives the next date and time, after so many (fired); null ends it.' : undefined },
    { id: 'timer-examples', component: Examples, ...shown },
  ] }];
}

function named(element, tools, kind, label, names) {
  const holder = kind === 'Message' && TALKING.includes(object(element).$type) ? object : definition(kind), key = `${kind.toLowerCase()}Ref`;
  if (!holder(element) || (holder === object && operator(object(element)))) return [];
  const get = (here) => holder(here).get(key)?.[{ Error: 'errorCode', Escalation: 'escalationCode' }[kind] ?? 'name'];
  return [{ id: key, component: Named, label, names, get, set: (here, name) => tools.write.refer(here, holder(here), kind, name) }];
}

// Where a process starts there is no instance yet to ask: an entry of the message names it, or, where people
// send it, an expression on what they answered.
function keyed(element, { fields }) {
  const bo = object(element), starts = bo.$type === 'bpmn:StartEvent';
  if (!starts) return fields.feel('correlationKey', 'Meant for the one whose key is');
  if (!property(bo, 'offer')) return fields.field('correlationKey', 'Reference of the new instance', 'The entry of the message that gives it.');
  return fields.feel('correlationKey', 'Reference of the new instance', '', { place: 'startKey', apart: true });
}

function messages(element, tools) {
  const { fields, known } = tools, which = named(element, tools, 'Message', 'Message', known.messages), caught = CATCHING.includes(object(element).$type);
  if (!which.length) return [];
  const payload = { id: 'payload', component: Expression, label: 'What it says', place: 'messagePayload', hint: 'A record: { name: expression, … }.', ...fields.ofWords('MessagePayload') };
  const variable = { id: 'message-variable', component: Named, label: 'Variable for what it says', names: [], ...fields.ofWords('MessageVariable') };
  return [{ id: 'messages', label: 'Messages', entries: [...which, keyed(element, tools), caught ? variable : payload] }];
}

function offers(element, { fields, known }) {
  const bo = object(element), waits = CATCHING.includes(bo.$type) && (definition('Message')(element) || bo.messageRef);
  if (!waits) return [];
  const urgent = fields.ofProperty('offerUrgent');
  return [{ id: 'offers', label: 'People may send it', entries: [
    fields.field('offer', 'Words on the button', 'Without them nobody is offered it.'), fields.area('offerHint', 'What it is for'),
    fields.feel('offeredTo', 'Offered to', 'A person’s id, or a list of them.'), fields.choice('offeredToGroup', 'Or to the role', known.roles, { none: '(no role)' }),
    fields.feel('offeredWhile', 'Only while'), fields.choice('offerForm', 'Form', known.forms),
    fields.feel('offerResults', 'What is kept of the answers', 'A record: { name: expression, … }.'),
    { id: 'offerUrgent', component: Tick, label: 'Urgent: shown first', get: (here) => urgent.get(here) === 'true', set: (here, on) => urgent.set(here, on ? 'true' : '') },
  ] }];
}

export function happens(element, tools) {
  const { fields, known } = tools, entries = [
    ...named(element, tools, 'Signal', 'Signal', known.signals), ...named(element, tools, 'Error', 'Error code', []),
    ...named(element, tools, 'Escalation', 'Escalation code', []),
  ];
  const condition = definition('Conditional'), link = definition('Link');
  if (condition(element)) entries.push({ id: 'event-condition', component: Expression, label: 'Happens when', place: 'condition', ...fields.ofExpression('condition', condition) });
  if (link(element)) entries.push({ id: 'link', component: Named, label: 'Name of the link', names: [], ...fields.ofAttribute('name', link) });
  const told = entries.length ? [{ id: 'happens', label: 'What happens', entries }] : [];
  return [...timed(element, tools), ...told, ...messages(element, tools), ...offers(element, tools)];
}
