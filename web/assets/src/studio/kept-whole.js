// Opens a file in an editor only when nothing of it would be lost: the editor saves it once without a
// change, and the server compares the two. Gives sentences that say what would be lost, [] for nothing.
export async function lossesOf(address, csrf, untouched) {
  const options = { method: 'POST', body: untouched, headers: { 'X-CSRFToken': csrf, 'Content-Type': 'application/octet-stream' }, credentials: 'same-origin' };
  const answer = await fetch(address, options).catch(() => null);
  if (!answer?.ok) return ['The server could not compare what the editor would save. Reload the page.'];
  return (await answer.json()).losses;
}

export function explain(box, sentences) {
  const list = document.createElement('ul'), heading = document.createElement('h2'), before = document.createElement('p');
  heading.className = 'govuk-heading-m';
  heading.textContent = 'This file can be read here, and not edited';
  before.className = 'govuk-body';
  before.textContent = 'Saving it from this editor would change what it says. Its plain fields, and its text, keep everything.';
  list.className = 'govuk-list govuk-list--bullet';
  for (const sentence of sentences) {
    const line = document.createElement('li');
    line.textContent = sentence;
    list.append(line);
  }
  box.replaceChildren(heading, before, list);
  box.hidden = false;
}
