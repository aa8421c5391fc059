// Worked examples beside the fields that say when, made anew while these are typed. The server makes them, as for the button
// without this file: the form is posted to its own address to be tried, and nothing of it is saved.
//   <div data-worked="<name of the field>">    the first of them is read out
import { announce, plain } from './announcing.js';

const PAUSE = 900;

async function tried(form) {
  const body = new FormData(form);
  body.append('_action', 'try');
  const answer = await fetch(form.action || location.href, { method: 'POST', body, credentials: 'same-origin', redirect: 'manual' }).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
}

export function worked(form) {
  const boxes = [...form.querySelectorAll('[data-worked]')], asks = new Set(boxes.map((box) => box.dataset.worked.split('.')[0]));
  let timer = null, turn = 0;

  async function look() {
    const mine = ++turn, fresh = await tried(form);
    if (fresh === null || mine !== turn) return;
    for (const box of boxes) {
      const told = fresh.querySelector(`[data-worked="${box.dataset.worked}"]`);
      if (!told || plain(told.textContent) === plain(box.textContent)) continue;
      box.replaceChildren(...told.childNodes);
      const first = box.querySelector('li') ?? box.querySelector('p');
      if (first) announce(first.textContent);
    }
  }

  function changed({ target }) {
    if (!asks.has(target.name?.split('.')[0])) return;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
}
