// Our own properties of a question (forms/README.md), as entries of the form editor's panel. Entry components are made
// once and read the field when they write, or a pending word would be written into another question.
import { CheckboxEntry, Group, TextAreaEntry, TextFieldEntry, isCheckboxEntryEdited, isTextAreaEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';

function write(field, editField, name, value) {
  const properties = { ...field.properties };
  if (value) properties[name] = value; else delete properties[name];
  editField(field, 'properties', properties);
}

const words = (Component, name, label, description) => function Entry({ field, editField, debounce, id }) {
  return h(Component, {
    element: field, id, label, description, debounce, rows: 2,
    getValue: () => field.properties?.[name] ?? '', setValue: (value) => write(field, editField, name, value?.trim()),
  });
};

const tick = (name, label, description) => function Entry({ field, editField, id }) {
  return h(CheckboxEntry, {
    element: field, id, label, description,
    getValue: () => field.properties?.[name] === 'true', setValue: (value) => write(field, editField, name, value ? 'true' : ''),
  });
};

const line = (name, label, description) => ({ name, component: words(TextFieldEntry, name, label, description), isEdited: isTextFieldEntryEdited });
const area = (name, label, description) => ({ name, component: words(TextAreaEntry, name, label, description), isEdited: isTextAreaEntryEdited });
const box = (name, label, description) => ({ name, component: tick(name, label, description), isEdited: isCheckboxEntryEdited });

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
  constructor(propertiesPanel, debounce) {
    this.debounce = debounce;
    propertiesPanel.registerProvider(this, 500);
  }

  getGroups(field, editField) {
    const group = (id, label, entries) => ({
      id, label, component: Group,
      entries: entries.map(({ name, component, isEdited }) => ({ id: `pl-${name}`, component, isEdited, field, editField, debounce: this.debounce })),
    });
    return (groups) => (field.type === 'default' ? groups : [
      ...groups.filter(({ id }) => id !== 'custom-values' && id !== 'layout'),
      group('pl-asking', 'Who is asked, and when', ASKING), group('pl-showing', 'How it is shown', SHOWING),
    ]);
  }
}
OurProperties.$inject = ['propertiesPanel', 'debounce'];

export const properties = { __init__: ['ourProperties'], ourProperties: ['type', OurProperties] };
