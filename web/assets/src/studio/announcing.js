// Says one sentence to those who hear the page: once and whole, however the part of the page it is about is put together.
// There are two lines that take turns, so that what is said right after another sentence does not take its place. A line
// keeps its role while it is empty, and its words are one text: what is added as an element, Orca reads twice.
const lines = ['', ''].map(() => {
  const line = document.createElement('p');
  line.className = 'govuk-visually-hidden';
  line.setAttribute('role', 'status');
  return line;
});
document.getElementById('main-content')?.append(...lines);

export const plain = (text) => text.replaceAll(/\s+/g, ' ').trim();

export function announce(text) {
  lines.reverse();
  lines[0].textContent = plain(text);
}
