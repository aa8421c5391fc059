// Names for those who hear the table: dmn-js calls every cell "Input" or "Output", and some of its buttons nothing at all.
const words = (element) => element?.textContent.trim() ?? '';
const heading = (cell) => words(cell.querySelector('.input-label, .output-label')) || words(cell);

function name(container) {
  for (const table of container.querySelectorAll('.tjs-table')) {
    table.setAttribute('aria-label', `Rows of ${container.querySelector('.decision-table-name, .decision-name')?.textContent.trim() || 'the table'}`);
    const headings = [...table.querySelectorAll('thead th')].map(heading);
    for (const row of table.querySelectorAll('tbody tr')) {
      const number = words(row.querySelector('.rule-index'));
      for (const [place, cell] of [...row.children].entries()) {
        const field = cell.querySelector('[role="textbox"], [contenteditable="true"]');
        if (field && number) field.setAttribute('aria-label', `Row ${number}, ${headings[place]}`);
      }
    }
  }
  for (const button of container.querySelectorAll('th .edit-button')) {
    const [does] = button.getAttribute('aria-label').split(': ');
    button.setAttribute('aria-label', `${does}: ${heading(button.closest('th'))}`);
  }
  for (const button of container.querySelectorAll('button[title]:not([aria-label])')) button.setAttribute('aria-label', button.title);
}

export function named(container) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; name(container); });
  };
  new MutationObserver(soon).observe(container, { childList: true, subtree: true, characterData: true });
  soon();
}
