// "Try it": an example value for each variable the expression asks for, and what it gives. The values
// are remembered while the browser is open, because many expressions ask for the same variables; the
// window has the event KEY when one is changed.
import { h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { useService } from 'bpmn-js-properties-panel';

export const KEY = 'pl-example-values';

export function examples() {
  try { return JSON.parse(sessionStorage.getItem(KEY)) ?? {}; } catch { return {}; }
}

export function remember(name, value) {
  const all = { ...examples(), [name]: value };
  sessionStorage.setItem(KEY, JSON.stringify(all));
  dispatchEvent(new Event(KEY));
  return all;
}

function Value({ id, name, value, onValue }) {
  return h('div', { class: 'pl-trying__value' },
    h('label', { class: 'bio-properties-panel-label', for: `${id}-with-${name}` }, name),
    h('input', { class: 'bio-properties-panel-input', id: `${id}-with-${name}`, value, onInput: (event) => onValue(name, event.target.value) }));
}

export function Trying({ id, place, text, names }) {
  const server = useService('plServer'), [values, setValues] = useState(examples), [answer, setAnswer] = useState(null);
  const sample = Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
  useEffect(() => setAnswer(null), [text]);
  const ask = async () => setAnswer(await server.post('tried', { place, text, sample }));
  return h('details', { class: 'pl-trying' },
    h('summary', {}, 'Try with sample data'),
    names.length > 0 && h('p', { class: 'pl-panel-words' }, 'A number, true, a date such as 2026-12-23, text, or JSON. Empty is nothing.'),
    names.map((name) => h(Value, { key: name, id, name, value: values[name] ?? '', onValue: (...given) => setValues(remember(...given)) })),
    h('button', { type: 'button', class: 'pl-small-button', onClick: ask }, 'Try it'),
    h('p', { class: 'pl-panel-words', role: 'status' }, answer && (answer.value !== undefined ? `It gives: ${answer.value}` : answer.sentence ?? answer.failed)));
}
