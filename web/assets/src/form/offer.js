// Offers back words that never reached the server: the sign-in had expired or the connection was lost.
import { SENTENCES, same, send, words } from './autosave.js';
import { forget, kept } from './kept-words.js';

function button(text, secondary, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = secondary ? 'govuk-button govuk-button--secondary' : 'govuk-button';
  made.textContent = text;
  made.addEventListener('click', press);
  return made;
}

function sentence(text) {
  const made = document.createElement('p');
  made.className = 'govuk-body';
  made.textContent = text;
  return made;
}

// The kept words become the draft, and the page is fetched again: rows and dates come back too.
async function putBack(form, key, list, say) {
  try {
    await send(form, list);
    forget(key);
    location.reload();
  } catch (problem) {
    say(SENTENCES[problem.message] ?? SENTENCES.failed);
  }
}

export function offer(form, key, say) {
  const list = kept(key);
  if (list === null || same(list, words(form))) { forget(key); return; }
  const box = document.createElement('section');
  box.className = 'govuk-inset-text';
  box.setAttribute('aria-label', 'Words that were not saved');
  const row = document.createElement('div');
  row.className = 'govuk-button-group';
  row.append(
    button('Put my words back', false, () => putBack(form, key, list, say)),
    button('Remove them', true, () => { forget(key); box.remove(); form.querySelector('input, textarea, select')?.focus(); }),
  );
  box.append(sentence('Some of what you typed here was not saved. This browser has kept it.'), row);
  form.before(box);
}
