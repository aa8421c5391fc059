// The fields of the panel. Each is one component that is told what it shows by its entry: components
// keep their identity while somebody types, and read the model when they write.
//   { id, component: Field, label, hint?, get: (element) => text, set: (element, text) => void }
import { CheckboxEntry, SelectEntry, TextAreaEntry, TextFieldEntry } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useService } from 'bpmn-js-properties-panel';

const MOST = 80;

// A field that is only passed by, with the Tab key, says what it said: that is no edit.
const common = ({ element, id, label, hint, get, set }) => {
  const said = () => get(element) ?? '', write = (text) => { if (text !== said()) set(element, text); };
  return { element, id, label, description: hint, getValue: said, setValue: (value) => write((value ?? '').trim?.() ?? value) };
};

export function Field(entry) {
  return h(TextFieldEntry, { ...common(entry), debounce: useService('debounceInput') });
}

export function Area(entry) {
  return h(TextAreaEntry, { ...common(entry), debounce: useService('debounceInput'), rows: entry.rows ?? 2 });
}

export function Tick({ element, id, label, hint, get, set }) {
  return h(CheckboxEntry, { element, id, label, description: hint, getValue: () => get(element), setValue: (on) => set(element, on) });
}

// A choice by its words; with its key as well where another is called the same.
function option({ key, words }, place, all) {
  if (!words || words === key) return { value: key, label: key };
  const short = words.length > MOST ? `${words.slice(0, MOST)}…` : words, alike = all.filter((one) => one.words === words).length > 1;
  return { value: key, label: alike ? `${short} (${key})` : short };
}

// `choices` are {key, words, files?}: files are the addresses where it is edited. What is set and not among
// them is shown as it is, so that nothing is lost.
export function Choice(entry) {
  const { element, choices, get, none = '(none)', linked } = entry, value = get(element) ?? '', chosen = choices.find((one) => one.key === value);
  const strange = value && !chosen ? [{ value, label: `${value} (not known here)` }] : [];
  const options = [{ value: '', label: none }, ...strange, ...choices.map(option)], files = chosen?.files?.filter(Boolean) ?? [];
  return h('div', {}, h(SelectEntry, { ...common(entry), getOptions: () => options }), linked && files.length > 0 && h(Links, { files, linked }));
}

function Links({ files, linked }) {
  const link = (href, words) => h('a', { class: 'govuk-link', href }, words);
  if (files.length === 1) return h('p', { class: 'pl-panel-link' }, link(files[0], linked));
  const last = (href) => decodeURIComponent(href.split('/').pop());
  return h('details', { class: 'pl-panel-link' }, h('summary', {}, linked), h('ul', {}, files.map((href) => h('li', {}, link(href, last(href))))));
}

// A name that may be new, with the names that are known offered while it is typed.
export function Named(entry) {
  const { element, id, label, hint, get, set, names } = entry;
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h('label', { class: 'bio-properties-panel-label', for: `bio-properties-panel-${id}` }, label),
    h('input', { class: 'bio-properties-panel-input', id: `bio-properties-panel-${id}`, list: `${id}-names`, value: get(element) ?? '',
      autocomplete: 'off', onChange: (event) => set(element, event.target.value.trim()) }),
    h('datalist', { id: `${id}-names` }, names.map((name) => h('option', { value: name }))),
    hint && h('div', { class: 'bio-properties-panel-description' }, hint));
}

export function Words({ id, text, strong }) {
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h('p', { class: 'pl-panel-words' }, strong && h('strong', {}, strong, '. '), text));
}
