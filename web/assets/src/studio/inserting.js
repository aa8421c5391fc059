// Names that may be written become buttons, which put them where the cursor was.
//   <code data-insert="id of the field">the words</code>
export function inserting(root) {
  for (const code of root.querySelectorAll('[data-insert]')) {
    const field = document.getElementById(code.dataset.insert), button = document.createElement('button');
    button.type = 'button';
    button.className = 'pl-link';
    button.setAttribute('aria-label', `Write ${code.textContent}`);
    button.addEventListener('click', () => {
      field.setRangeText(code.textContent, field.selectionStart, field.selectionEnd, 'end');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.focus();
    });
    code.before(button);
    button.append(code);
  }
}
