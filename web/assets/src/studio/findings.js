// What the server says of the file beside the editor, such as the check's findings: fetched by itself,
// and again after each save.
import { announce, plain } from './announcing.js';

// While a page is still being read out it would be heard twice.
const FIRST = 1500;

// One sentence for each; that nothing is wrong is said only when something was.
function words(box) {
  return [...box.querySelectorAll('li, p')].map((one) => plain(one.textContent)).join(' ');
}

// `aloud`: it is short enough to be read out when it is something else than before.
export function findings(box = document.querySelector('[data-findings]'), address = box?.dataset.findings, aloud = true) {
  let asked = 0;
  async function look() {
    if (!box) return;
    const mine = ++asked;
    const answer = await fetch(address, { headers: { 'X-Requested-With': 'fetch' }, credentials: 'same-origin' }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const fresh = document.createElement('div');
    fresh.innerHTML = await answer.text();
    if (plain(fresh.textContent) !== plain(box.textContent)) {
      box.replaceChildren(...fresh.childNodes);
      if (aloud && mine > 1) announce(words(box));
      else if (aloud && box.querySelector('li')) setTimeout(() => { if (mine === asked) announce(words(box)); }, FIRST);
    }
    box.dataset.looked = String(mine);
  }
  look();
  return look;
}
