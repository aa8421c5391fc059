// Keeps one file of a change while it is edited: loads it, holds it, saves it, and loses nothing.
//
//   const keeper = keep({ url, csrf, status, person, changeUrl, restore });
//   const { text, edition, heldBy } = await keeper.load();   // heldBy: null, or {by, since} who edits it
//   keeper.changed(async () => text);   // saves soon; words the server has not answered for stay here
//   await keeper.now();                 // saves at once; true when everything is with the server
//   const text = await keeper.undo();   // across saves, as keeper.redo(); null when there is nothing
//   keeper.close();                     // stops, and puts the file down
//
// `url`, `csrf`, `person` and `changeUrl` are read from `status.dataset` when they are left out: the
// macro `keeping` of templates/studio/change_layout.html writes them. `restore(text)` is called when
// somebody puts words back that were kept here: the editor shows them, and they are saved. After each
// save `status` has the event "saved".
import { forget, keep as keepHere, kept } from '../form/kept-words.js';
import { asking } from './asking.js';
import { pausing } from './pausing.js';
import { speaking } from './speaking.js';

const AGAIN = 15000, HEARTBEAT = 30000, LARGEST_AT_END = 60000;

// `drawn`: an editor that draws the file. What it does not understand and would drop is named by the server, and
// nothing is saved until the person undoes it or agrees.
export function keep({ url, csrf, status, person, changeUrl, restore = () => {}, drawn = false }) {
  const given = status.dataset;
  const ask = asking(url ?? given.url, csrf ?? given.csrf, drawn);
  const key = `${person ?? given.person}|${ask.url}`, change = changeUrl ?? given.change;
  const tell = speaking(status);
  const pauses = pausing();
  let edition = 0, source = null, saved = null, timer = null, beat = null, busy = null, stopped = 'readOnly' in given;

  async function load() {
    const read = await ask.read();
    ({ edition } = read);
    saved = read.text;
    const heldBy = await hold(false);
    offerBack(read.text);
    return { text: read.text, edition, heldBy };
  }

  async function hold(over) {
    if ('readOnly' in given) return null;
    const answer = await ask.hold(over);
    clearInterval(beat);
    if (answer.held) { beat = setInterval(again, HEARTBEAT); return null; }
    stopped = true;
    tell.held(answer, takeOver);
    return answer;
  }

  async function again() {
    const answer = await ask.hold(false).catch(() => ({ held: true }));
    if (answer.held || stopped) return;
    clearInterval(beat);
    await now();
    if (stopped) return;
    stopped = true;
    tell.held(answer, takeOver);
  }

  // The file as it is with the server now: whoever takes over goes on from there.
  async function takeOver() {
    await hold(true);
    location.reload();
  }

  function offerBack(text) {
    const words = kept(key);
    if (words === null || words === text) { forget(key); return; }
    tell.offer(() => { restore(words); changed(async () => words); }, () => forget(key));
  }

  function changed(read) {
    source = read;
    if (stopped) return;
    tell.say('Not saved yet');
    later(pauses.wait());
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  }

  // One save at a time: who comes in meanwhile waits for it, and saves what is new since.
  async function now(without = false) {
    while (busy) await busy;
    if (source === null || stopped) return !stopped;
    clearTimeout(timer);
    pauses.over();
    busy = save(source, without === true);
    const done = await busy;
    busy = null;
    return done;
  }

  async function save(read, without) {
    const text = await read();
    if (source === read) source = null;
    if (text === saved) { tell.same(); return true; }
    keepHere(key, text);
    const answer = await ask.write(text, edition, { without });
    if (!answer.saved) return refused(answer, read);
    edition = answer.edition;
    saved = text;
    if (kept(key) === text) forget(key);
    tell.saved(answer.saved_at);
    status.dispatchEvent(new Event('saved'));
    return true;
  }

  function refused(answer, read) {
    if (answer.again) {
      source ??= read;
      tell.say(answer.sentence);
      later(AGAIN);
      return false;
    }
    if (answer.without) {
      tell.without(answer, () => { source ??= read; now(true); });
      return false;
    }
    stopped = answer.stop;
    if (answer.aside) forget(key);
    tell.refused(answer, `${change}/aside/${answer.aside}`);
    return false;
  }

  async function turn(which) {
    await now();
    const answer = await ask.turn(which);
    if (!answer.turned) { tell.refused(answer); return null; }
    edition = answer.edition;
    saved = answer.text;
    tell.say(which === 'undo' ? 'Undone' : 'Done again');
    return answer.text;
  }

  // The browser is going: what is small enough is still sent, and all of it is kept here.
  async function leaving() {
    if (source === null || 'readOnly' in given) return;
    const text = await source();
    if (text === saved) return;
    keepHere(key, text);
    if (!stopped && text.length < LARGEST_AT_END) ask.write(text, edition, { keepalive: true });
  }

  function gone() {
    leaving();
    if (beat !== null) ask.release();
  }

  function close() {
    clearTimeout(timer);
    clearInterval(beat);
    removeEventListener('pagehide', gone);
    return ask.release();
  }

  addEventListener('pagehide', gone);
  addEventListener('online', now);
  document.addEventListener('visibilitychange', () => { if (document.hidden) now(); });
  return { load, changed, now, close, undo: () => turn('undo'), redo: () => turn('redo') };
}
