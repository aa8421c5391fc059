// A button that copies a text area. Without JavaScript it is not there, and the text is selected by hand.

// Where the clipboard is forbidden the text is selected, so that the person's own keys copy it.
async function copy(area) {
  try {
    await navigator.clipboard.writeText(area.value);
    return 'Copied.';
  } catch {
    area.focus();
    area.select();
    return 'The text is selected. Press Ctrl and C to copy it.';
  }
}

// What is said is taken away first: the same words again would not be read aloud.
export function copying(page) {
  for (const box of page.querySelectorAll('[data-copy]')) {
    const area = page.getElementById(box.dataset.copy), said = box.querySelector('[role=status]');
    box.hidden = !area;
    box.querySelector('button').addEventListener('click', async () => {
      said.textContent = '';
      const words = await copy(area);
      setTimeout(() => { said.textContent = words; }, 50);
    });
  }
}
