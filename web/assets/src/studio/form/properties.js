// Our own properties of a question (forms/README.md), as entries of the form editor's panel. Plain elements without hooks:
// the editor brings a copy of Preact of its own, and its entry components are not for others to use.
import { h } from '@bpmn-io/properties-panel/preact';

function write({ field, editField }, name, value) {
  const properties = { ...field.properties };
  if (value) properties[name] = value; else delete properties[name];
  editField(field, 'properties', properties);
}

const hint = (words) => (words ? h('div', { class: 'bio-properties-panel-description' }, words) : null);

const words = (tag, name, label, description) => function Entry(props) {
  const id = `bio-properties-panel-${props.id}`;
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': props.id },
    h('label', { for: id, class: 'bio-properties-panel-label' }, label),
    h(tag, {
      id, name: props.id, class: 'bio-properties-panel-input', spellcheck: false, autocomplete: 'off', value: props.field.properties?.[name] ?? '',
      onChange: ({ target }) => write(props, name, target.value.trim()),
    }), hint(description));
};

const tick = (name, label, description) => function Entry(props) {
  const id = `bio-properties-panel-${props.id}`;
  return h('div', { class: 'bio-properties-panel-entry bio-properties-panel-checkbox-entry', 'data-entry-id': props.id },
    h('div', { class: 'bio-properties-panel-checkbox' },
      h('input', { id, name: props.id, type: 'checkbox', class: 'bio-properties-panel-input', checked: props.field.properties?.[name] === 'true', onChange: ({ target }) => write(props, name, target.checked ? 'true' : '') }),
      h('label', { for: id, class: 'bio-properties-panel-label' }, label)),
    hint(description));
};

const line = (name, label, description) => ({ name, component: words('input', name, label, description) });
const area = (name, label, description) => ({ name, component: words('textarea', name, label, description) });
const box = (name, label, description) => ({ name, component: tick(name, label, description) });

const ASKING = [
  line('for', 'Only this role', 'auditor or reviewer; empty: everybody'),
  box('review', 'A differing answer must be explained', 'Where somebody looks at another person’s answers'),
  area('requiredWhen', 'Must be answered while this is true', 'FEEL'),
  line('requiredMessage', 'What is said when the answer is missing'),
  line('prefill', 'Offered at first', 'An entry of the context, or FEEL that begins with ='),
  line('earliest', 'First day allowed', 'FEEL, for days'), line('latest', 'Last day allowed', 'FEEL, for days'),
];
const SHOWING = [
  line('number', 'Number', 'As people quote it, such as S1.1'), line('kind', 'Kind', 'A key of [captions] in form.toml'),
  area('guidance', 'Guidance that opens below'), line('shownWith', 'Shown in the card of', 'The key of another question'),
  line('summary', 'Opens under these words', 'For text'), box('collapse', 'Closed at first', 'For groups'),
  line('style', 'Style', 'inset, warning or inline'), line('rows', 'Rows'), line('width', 'Width'),
  line('adviseWords', 'Words advised'), line('copy', 'Words of a button that copies it'),
  line('minRows', 'Fewest rows', 'For lists'), line('addLabel', 'Words of the button that adds a row'), line('rowLabel', 'What a row is called'),
  line('clauses', 'Clauses of the policy', 'With spaces between'),
];

class OurProperties {
  constructor(propertiesPanel) { propertiesPanel.registerProvider(this, 500); }

  getGroups(field, editField) {
    const group = (id, label, entries) => ({
      id, label, entries: entries.map(({ name, component }) => ({ id: `pl-${name}`, component, field, editField })),
    });
    return (groups) => (field.type === 'default' ? groups : [
      ...groups.filter(({ id }) => id !== 'custom-values' && id !== 'layout'),
      group('pl-asking', 'Who is asked, and when', ASKING), group('pl-showing', 'How it is shown', SHOWING),
    ]);
  }
}
OurProperties.$inject = ['propertiesPanel'];

export const properties = { __init__: ['ourProperties'], ourProperties: ['type', OurProperties] };
