// The form editor offers what staff's pages can show, and nothing else (forms/components.py).
const SHOWN = new Set(['default', 'textfield', 'textarea', 'number', 'datetime', 'radio', 'select', 'checkbox', 'checklist', 'group', 'dynamiclist', 'text']);

function limit(formFields) {
  for (const type of Object.keys(formFields._formFields)) if (!SHOWN.has(type)) delete formFields._formFields[type];
}
limit.$inject = ['formFields'];

export const palette = { __init__: [limit] };
