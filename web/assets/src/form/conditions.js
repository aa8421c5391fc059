// Shows a question only while the answer it depends on is one of the listed values.
// The server worked the values out: no expression reaches the browser. Without JavaScript all is shown.

// The value of the inputs called `name`: '' without an answer, or while the question itself is hidden.
function answer(form, name) {
  const inputs = [...form.elements].filter((input) => input.name === name);
  const given = inputs.filter((input) => !['radio', 'checkbox'].includes(input.type) || input.checked);
  return given.length && !given[0].closest('[data-show-field][hidden]') ? given[0].value : '';
}

// A question may depend on one that is itself shown or hidden: go round until nothing changes.
function settle(form, boxes) {
  for (let round = 0, changed = true; changed && round < boxes.length + 1; round += 1) {
    changed = false;
    for (const { box, field, values } of boxes) {
      const hidden = !values.includes(answer(form, field));
      changed ||= box.hidden !== hidden;
      box.hidden = hidden;
    }
  }
}

export function follow(form) {
  const boxes = [...form.querySelectorAll('[data-show-field]')].map((box) => ({
    box, field: box.dataset.showField, values: JSON.parse(box.dataset.showValues),
  }));
  if (!boxes.length) return;
  form.addEventListener('change', () => settle(form, boxes));
  settle(form, boxes);
}
