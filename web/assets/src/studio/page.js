// A plain page of a change: saved while it is typed, held while it is open, nothing lost. Without
// this file the page saves by its button.
//   <form data-kept-page="<path of the file>">   every field is posted, with X-Requested-With: fetch
// Words that were not saved are kept under the address of the file, or data-words where a page shows a part of it.
// The answer is {editions: {path: number}, problems: {field: sentence}, saved_at}, or a refusal.
import { forget, honest, keep, kept } from '../form/kept-words.js';
import { asking } from './asking.js';
import { pausing } from './pausing.js';
import { speaking } from './speaking.js';

const AGAIN = 15000, HEARTBEAT = 30000;
const OFFLINE = 'There is no connection. What you wrote is kept in this browser and saved when it is back.';
const FAILED = 'It could not be saved. It is kept in this browser and tried again.';
const TOO_MUCH = 'That is too much to save at once. Make it shorter; it is kept in this browser.';
const SIGNED_OUT = 'You are signed out. What you wrote is kept in this browser: sign in again in another tab, then go on.';

const words = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === 'string' && !name.startsWith('_') && name !== 'csrf_token');
// What is saved while it is typed: not what is only asked for with a button of its own, such as a step to put in.
//   <div data-asked> <input> <button> </div>
const lasting = (form, all = words(form)) => all.filter(([name]) => !form.elements[name]?.closest?.('[data-asked]'));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// What the server had written into the page: somebody may have typed before this file was here.
function served(form) {
  const copy = form.cloneNode(true);
  copy.reset();
  return words(copy);
}

async function post(form) {
  const options = { method: 'POST', body: new FormData(form), headers: { 'X-Requested-With': 'fetch' }, credentials: 'same-origin', redirect: 'manual' };
  const answer = await fetch(form.action || location.href, options).catch(() => null);
  if (answer === null) return { sentence: honest(OFFLINE), again: true };
  if (answer.type === 'opaqueredirect' || [400, 401, 403].includes(answer.status)) return { sentence: honest(SIGNED_OUT), again: true };
  if (answer.status === 413) return { sentence: honest(TOO_MUCH) };
  const json = answer.headers.get('Content-Type')?.startsWith('application/json');
  if (!json) return { sentence: honest(FAILED), again: true };
  return { status: answer.status, ...await answer.json() };
}

// The sentence beside its field, as the server's own page shows it.
function show(form, problems) {
  for (const old of form.querySelectorAll('[data-problem]')) {
    const input = document.getElementById(old.dataset.problem);
    input?.removeAttribute('aria-invalid');
    old.remove();
  }
  for (const [field, sentence] of Object.entries(problems)) {
    const input = document.getElementById(field), said = document.createElement('p');
    if (!input) continue;
    said.className = 'govuk-error-message';
    said.dataset.problem = field;
    said.textContent = sentence;
    input.setAttribute('aria-invalid', 'true');
    input.before(said);
  }
}

// Whether the page that was sent by its button has arrived: its words are then no longer kept here. An edition that grew
// alone would not say so, as somebody else may have saved meanwhile.
const SENT = 'plumbline:sent:';
const editions = (form) => [...form.elements].filter(({ name }) => name?.startsWith('_seen:')).map(({ value }) => value).join(' ');

function arrived(form, key) {
  const before = sessionStorage.getItem(SENT + key);
  sessionStorage.removeItem(SENT + key);
  return before !== null && editions(form) !== before;
}

function putBack(form, list) {
  const given = new Map();
  for (const [name, value] of list) given.set(name, [...given.get(name) ?? [], value]);
  for (const field of form.elements) {
    if (!field.name || field.name.startsWith('_') || field.type === 'hidden' || field.type === 'submit') continue;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = (given.get(field.name) ?? []).includes(field.value);
    else if (given.has(field.name)) [field.value] = given.get(field.name);
  }
}

export function page(form, status, after = () => {}) {
  const { url, csrf, person, change, readOnly } = status.dataset;
  const tell = speaking(status), key = `${person}|${status.dataset.words ?? url}`;
  const first = served(form);
  const pauses = pausing();
  let saved = lasting(form, first), timer = null, beat = null, busy = null, stopped = readOnly !== undefined;
  if (stopped) return;
  const ask = asking(url, csrf);

  async function now() {
    while (busy) await busy;
    if (stopped || same(lasting(form), saved)) return;
    clearTimeout(timer);
    pauses.over();
    busy = save();
    await busy;
    busy = null;
  }

  async function save() {
    const typed = words(form), told = await post(form);
    for (const [path, edition] of Object.entries(told.editions ?? {})) form.elements[`_seen:${path}`].value = edition;
    show(form, told.problems ?? {});
    if (told.saved_at) {
      saved = lasting(form, typed);
      if (same(kept(key), typed)) forget(key);
      tell.saved(told.saved_at);
      after();
    } else if (told.aside) {
      stopped = true;
      tell.refused({ ...told, aside: told.aside, sentence: told.sentence }, `${change}/aside/${told.aside}`);
    } else {
      tell.say(told.sentence ?? 'Not saved: something is not right yet');
      if (told.again) later(AGAIN);
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  }

  function changed(event) {
    if (event.target.name?.startsWith('_')) return;
    keep(key, words(form));
    if (stopped || event.target.closest('[data-asked]')) return;
    tell.say('Not saved yet');
    later(pauses.wait());
  }

  // The page is sent with the edition that a save under way is about to make.
  async function sending(event) {
    clearTimeout(timer);
    if (busy) {
      event.preventDefault();
      stopped = true;
      await busy;
      form.requestSubmit(event.submitter);
    }
    sessionStorage.setItem(SENT + key, editions(form));
  }

  // Across saves: what the file was before its last writing, whoever wrote it.
  async function turn(which) {
    await now();
    const answer = await ask.turn(which);
    if (!answer.turned) { tell.say(answer.sentence); return; }
    forget(key);
    location.reload();
  }

  function turning() {
    const row = document.createElement('div');
    row.className = 'govuk-button-group';
    for (const [which, text] of [['undo', 'Undo'], ['redo', 'Do again']]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'govuk-button govuk-button--secondary pl-small';
      button.textContent = text;
      button.addEventListener('click', () => turn(which));
      row.append(button);
    }
    status.after(row);
  }

  async function hold(over) {
    const answer = await ask.hold(over).catch(() => ({ held: true }));
    if (answer.held) return;
    clearInterval(beat);
    stopped = true;
    tell.held(answer, async () => { await ask.hold(true); location.reload(); });
  }

  const list = kept(key);
  if (list === null || arrived(form, key) || same(list, first)) forget(key);
  else tell.offer(() => { putBack(form, list); later(0); }, () => forget(key));
  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('submit', sending);
  addEventListener('online', now);
  addEventListener('pagehide', () => { ask.release(); });
  document.addEventListener('visibilitychange', () => { if (document.hidden) now(); });
  beat = setInterval(() => hold(false), HEARTBEAT);
  if (!same(lasting(form), saved)) later(pauses.wait());
  hold(false);
  turning();
}
