// The buttons of the panel that open a larger editor all say the same of themselves: here they say for which field.
const BUTTONS = '.bio-properties-panel-open-feel-popup:not([aria-label])';

function named(button) {
  const field = button.closest('.bio-properties-panel-entry')?.querySelector('label')?.textContent.trim(), words = `Open a larger editor: ${field}`;
  if (field) for (const name of ['title', 'aria-label']) button.setAttribute(name, words);
}

export function larger(panel) {
  new MutationObserver(() => panel.querySelectorAll(BUTTONS).forEach(named)).observe(panel, { childList: true, subtree: true });
}
