// Saves a page's words to the draft while they are typed, and says so politely.
import { forget, honest, keep, kept } from './kept-words.js';

const PAUSE = 1500, AGAIN = 20000;

export const SENTENCES = {
  signedOut: 'You are signed out. Your words are kept in this browser: sign in again in another tab, then go on typing.',
  offline: 'There is no connection. Your words are kept in this browser and saved when it is back.',
  taken: 'This was submitted or changed in the meantime. Your words are kept in this browser.',
  failed: 'Your words could not be saved. They are kept in this browser and tried again.',
};

// What the person can type: every named field that is not hidden, and the number of rows.
export function words(form) {
  const own = (name) => form.elements[name]?.type !== 'hidden' || name.startsWith('_count:');
  return [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && own(name));
}

// Puts in what the server says about the answers so far. What says the same is left alone: it would be read aloud again.
function hint(form, hints) {
  const plain = (text) => text.replace(/\s+/g, ' ').trim();
  for (const box of form.querySelectorAll('[data-live]')) {
    const fresh = document.createElement('div');
    fresh.innerHTML = hints[box.dataset.live] ?? '';
    if (plain(fresh.textContent) !== plain(box.textContent)) box.replaceChildren(...fresh.childNodes);
  }
}

export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// Sends words to the draft. Gives the time they were saved as "10:14"; throws a key of SENTENCES.
export async function send(form, list) {
  const body = new FormData(), token = form.elements.csrf_token?.value ?? '';
  for (const [name, value] of [...list, ['csrf_token', token]]) body.append(name, value);
  const request = { method: 'POST', body, headers: { 'X-CSRFToken': token, Accept: 'application/json' }, credentials: 'same-origin', redirect: 'manual' };
  const answer = await fetch(form.dataset.draftUrl, request).catch(() => { throw new Error('offline'); });
  if (answer.type === 'opaqueredirect' || [400, 401, 403].includes(answer.status)) throw new Error('signedOut');
  if ([404, 409, 410].includes(answer.status)) throw new Error('taken');
  if (!answer.ok) throw new Error('failed');
  const { saved_at: at, hints = {} } = await answer.json();
  hint(form, hints);
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

// What the page came with: somebody may have typed already before this file was there.
function served(form) {
  const untouched = form.cloneNode(true);
  untouched.reset();
  return words(untouched);
}

// Before the page is sent the draft is saved, so that nothing stays in the browser once the server has it.
export function autosave(form, key, say) {
  let timer = null, saved = served(form), busy = false, going = false;

  async function save() {
    const now = words(form);
    if (busy || same(now, saved)) return;
    busy = true;
    try {
      const at = await send(form, now);
      saved = now;
      if (same(kept(key), now)) forget(key);
      say(`Saved at ${at}`);
    } catch (problem) {
      say(honest(SENTENCES[problem.message] ?? SENTENCES.failed));
      later(AGAIN);
    } finally {
      busy = false;
      if (!same(words(form), now)) later(PAUSE);
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function changed() {
    keep(key, words(form));
    later(PAUSE);
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (going || same(words(form), saved)) return;
    event.preventDefault();
    going = true;
    const patience = new Promise((done) => { setTimeout(done, 3000); });
    Promise.race([save(), patience]).then(() => { form.requestSubmit(event.submitter); });
  });
  if (!same(words(form), saved)) changed();
  addEventListener('online', save);
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(); });
}
