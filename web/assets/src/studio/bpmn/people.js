// What people do: who is asked, with which form, by when, and what they are told.
import { Expression } from './expression.js';
import { object } from './model.js';
import { Examples, TimerHelp } from './timer.js';

const PEOPLE = ['bpmn:UserTask', 'bpmn:ManualTask'];

function who({ fields, known }) {
  return { id: 'who', label: 'Who does it', entries: [
    fields.feel('assignee', 'Person', 'An expression that gives a person’s id; nobody when it gives null.'),
    fields.choice('candidateGroup', 'Or anybody with the role', known.roles, { none: '(no role)' }),
  ] };
}

function form({ fields, known }) {
  return { id: 'form', label: 'Form', entries: [
    fields.choice('form', 'Form', known.forms, { linked: 'Edit this form' }),
    fields.feel('sections', 'Sections that are asked', 'A list of the sections’ keys; all when empty.'),
    fields.feel('context', 'What the form is told', 'A record: { name: expression, … }.'),
    fields.feel('reviews', 'Earlier answers shown beside', 'The submission that is reviewed.'),
    fields.feel('results', 'What is kept of the answers', 'A record whose entries become variables: { name: expression, … }. It may use answers, submission, by and at.'),
  ] };
}

function when({ fields }) {
  const due = { ...fields.ofProperty('due'), kind: 'due' };
  return { id: 'when', label: 'When it is due', entries: [
    { id: 'due-help', component: TimerHelp, ...due, apply: (element, { text }) => due.set(element, text) },
    { id: 'due', component: Expression, label: 'Due', hint: 'An expression that gives a date or an instant.', place: 'due', ...due },
    { id: 'due-examples', component: Examples, ...due },
  ] };
}

function told({ fields }) {
  return { id: 'told', label: 'What they are told', entries: [
    fields.area('why', 'Why they are asked'), fields.area('dueReason', 'Why it is due then'),
    fields.area('ifNothing', 'What happens if they do nothing'), fields.area('next', 'What comes next'),
  ] };
}

export function people(element, tools) {
  const type = object(element).$type;
  if (!PEOPLE.includes(type)) return [];
  const shown = type === 'bpmn:UserTask' ? [form(tools)] : [{ ...form(tools), id: 'results', label: 'What is kept', entries: form(tools).entries.slice(-1) }];
  return [who(tools), ...shown, when(tools), told(tools)];
}
