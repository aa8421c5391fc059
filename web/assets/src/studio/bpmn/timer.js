// The timer editor: number, unit and from when, written for the owner, with worked example dates that
// the server counts, bank holidays included.
//   { id, component: TimerHelp, kind, get, apply }     apply(element, {kind, text})
//   { id, component: Examples, kind, get }
import { h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { useService } from 'bpmn-js-properties-panel';
import { object, processOf } from './model.js';
import { parts, units, written } from './times.js';
import { KEY, examples } from './trying.js';

const PAUSE = 300;
const FRESH = { number: '5', unit: 'working days', from: 'today()', time: '09:00', repeats: false };

function Part({ id, label, children }) {
  return h('div', { class: 'pl-timer__part' }, h('label', { class: 'bio-properties-panel-label', for: id }, label), children);
}

function Input({ id, label, value, choices, onValue }) {
  return h(Part, { id, label },
    h('input', { id, class: 'bio-properties-panel-input', value, list: `${id}-choices`, onInput: (event) => onValue(event.target.value.trim()) }),
    h('datalist', { id: `${id}-choices` }, choices.map((one) => h('option', { value: one }))));
}

function Units({ id, value, onValue }) {
  return h(Part, { id, label: 'Unit' }, h('select', { id, class: 'bio-properties-panel-input', value, onChange: (event) => onValue(event.target.value) },
    units.map((unit) => h('option', { value: unit }, unit))));
}

function Counting({ id, given, set, known, process }) {
  const times = known.parameters.filter(({ words }) => /^"\d\d:\d\d"$/.test(words)), { names } = known.at(process, 'timeDate');
  return [
    h(Input, { id: `${id}-from`, label: 'Counted from', value: given.from, choices: ['today()', ...names.filter((name) => /_on$|date/.test(name))], onValue: set('from') }),
    h(Input, { id: `${id}-time`, label: 'At', value: given.time, choices: ['09:00', ...times.map(({ key }) => `parameters.${key}`)], onValue: set('time') }),
  ];
}

export function TimerHelp({ element, id, kind, get, apply }) {
  const known = useService('plKnown'), text = get(element), [given, setGiven] = useState(FRESH);
  useEffect(() => setGiven(parts(text, kind) ?? { ...FRESH, repeats: kind === 'timeCycle' }), [element, text, kind]);
  const set = (name) => (value) => setGiven((before) => ({ ...before, [name]: value }));
  const numbers = known.parameters.filter(({ words }) => /^\d+$/.test(words)).map(({ key }) => `parameters.${key}`);
  const fits = !text.trim() || parts(text, kind) !== null, summary = fits ? 'In words' : 'Say it in words instead: what stands below says more than these fields can';
  return h('details', { class: 'bio-properties-panel-entry pl-timer', 'data-entry-id': id, open: fits },
    h('summary', {}, summary), h('div', { class: 'pl-timer__parts' },
    kind !== 'due' && h('label', { class: 'pl-timer__repeats' }, h('input', { type: 'checkbox', checked: given.repeats, onChange: (event) => set('repeats')(event.target.checked) }), ' Again and again'),
    h(Input, { id: `${id}-number`, label: given.repeats ? 'Every' : 'After', value: given.number, choices: numbers, onValue: set('number') }),
    h(Units, { id: `${id}-unit`, value: given.unit, onValue: set('unit') }),
    given.unit === 'working days' && h(Counting, { id, given, set, known, process: processOf(object(element)) }),
    h('button', { type: 'button', class: 'pl-small-button', disabled: !given.number, onClick: () => apply(element, written(given, kind)) }, 'Use this')));
}

function Example({ reached, due, off }) {
  return h('li', {}, `Reached ${reached}: `, h('strong', {}, due.length ? due.join('; then ') : 'never'),
    off.length > 0 && `. Nobody works on ${off.join(', ')}`, '.');
}

export function Examples({ element, id, kind, get }) {
  const server = useService('plServer'), text = get(element), [answer, setAnswer] = useState({ examples: [] }), [turn, setTurn] = useState(0);
  useEffect(() => {
    const again = () => setTurn((number) => number + 1);
    addEventListener(KEY, again);
    return () => removeEventListener(KEY, again);
  }, []);
  useEffect(() => {
    if (!text.trim()) { setAnswer({ examples: [] }); return undefined; }
    let late = false;
    const timer = setTimeout(async () => {
      const told = await server.post('timer', { kind, text, sample: examples() });
      if (!late) setAnswer(told.failed ? { examples: [], sentence: told.failed } : told);
    }, PAUSE);
    return () => { late = true; clearTimeout(timer); };
  }, [element, text, kind, turn]);
  if (!text.trim()) return null;
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h('h3', { class: 'bio-properties-panel-label' }, 'For example'),
    answer.sentence && h('p', { class: 'pl-panel-words' }, `No example can be given: ${answer.sentence} Give sample data under the expression.`),
    h('div', { role: 'status' }, answer.examples.length > 0 && h('ul', { class: 'pl-examples' }, answer.examples.map((one) => h(Example, one)))));
}
