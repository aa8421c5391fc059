// A field for FEEL: offers what is known there, says what the deployment check would say while it is
// typed, and is tried on example values.
//   { id, component: Expression, label, hint?, place, apart?, get, set }     place: see PLACES of the server
import { h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useRef, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { useService } from 'bpmn-js-properties-panel';
import { textEditor } from './feel.js';
import { object, processOf, property } from './model.js';
import { Said } from './said.js';
import { Trying } from './trying.js';

const PAUSE = 250;
const formOf = (element) => property(object(element), 'form') || property(object(element), 'offerForm');

// What the server says of the text, asked again when it has stood still for a moment.
function useSaid(server, asked) {
  const [said, setSaid] = useState({ findings: [], names: [] });
  const key = JSON.stringify(asked);
  useEffect(() => {
    if (!asked.text.trim()) { setSaid({ findings: [], names: [] }); return undefined; }
    let late = false;
    const timer = setTimeout(async () => {
      const answer = await server.post('expression', asked);
      if (!late && !answer.failed) setSaid(answer);
    }, PAUSE);
    return () => { late = true; clearTimeout(timer); };
  }, [key]);
  return said;
}

// The text as it is typed, written to the model when it stands still, and at the latest when the
// field goes; what others write meanwhile, such as an undo, is shown in the field. What is typed is never
// shown again: the field may be further by then, and letters would be lost.
function useText(element, get, set, show) {
  const kept = get(element) ?? '', [text, setText] = useState(kept), waiting = useRef(null);
  const write = () => { const one = waiting.current; waiting.current = null; if (one) { clearTimeout(one.timer); one.set(element, one.text.trim()); } };
  const typed = (next) => {
    setText(next);
    clearTimeout(waiting.current?.timer);
    waiting.current = { text: next, set, timer: setTimeout(write, PAUSE) };
  };
  useEffect(() => { if (!waiting.current && kept !== text.trim()) { setText(kept); show(kept); } }, [kept]);
  useEffect(() => write, [element]);
  return { text, typed, write };
}

export function Expression({ element, id, label, hint, place, apart, get, set, more }) {
  const server = useService('plServer'), known = useService('plKnown');
  const host = useRef(), editor = useRef(), process = processOf(object(element));
  const show = (next) => editor.current?.show(next);
  const { text, typed, write } = useText(element, get, set, show);
  const said = useSaid(server, { process, place, text, apart: Boolean(apart) });
  const latest = useRef(typed);
  latest.current = typed;
  useEffect(() => {
    editor.current = textEditor(host.current, {
      text: get(element) ?? '', label, describedBy: `${id}-said`, known: () => known.at(process, place, formOf(element)), onText: (next) => latest.current(next),
    });
    return () => { editor.current.destroy(); editor.current = null; };
  }, [element, id]);
  return h('div', { class: 'bio-properties-panel-entry pl-expression', 'data-entry-id': id },
    h('span', { class: 'bio-properties-panel-label' }, label),
    h('div', { ref: host, class: 'pl-expression__text', onFocusOut: write }),
    h(Said, { id: `${id}-said`, findings: said.findings }),
    hint && h('div', { class: 'bio-properties-panel-description' }, hint),
    more && h(more, { element, id, text, names: said.names, show: (next) => { show(next); typed(next); write(); } }),
    text.trim() && h(Trying, { id, place, text, names: said.names }));
}
