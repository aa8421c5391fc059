// Keeps a part of a page up to date. Focus, scroll and what is selected stay as they are.
//   <div data-live="/address" data-every="20">
//     <p role="status" data-live-says></p> <div data-live-part>…</div> <p data-live-button hidden></p>
//   </div>
// The answer is the content of data-live-part; its first element says in data-says what is to be read aloud,
// and with data-ended that the whole page is another one now.
const region = document.querySelector('[data-live]');
const part = region.querySelector('[data-live-part]');
const says = region.querySelector('[data-live-says]');
const line = region.querySelector('[data-live-button]');
const pause = Number(region.dataset.every || 20) * 1000;
let going = true;
let spoken = part.firstElementChild?.dataset.says;

function busy() {
  const chosen = document.getSelection();
  return document.hidden || (!chosen.isCollapsed && part.contains(chosen.anchorNode));
}

function show(html) {
  const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
  const above = part.getBoundingClientRect().bottom < 0 ? part.offsetHeight : null;
  part.innerHTML = html;
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (above !== null) window.scrollBy(0, part.offsetHeight - above);
  if (part.firstElementChild?.dataset.ended !== undefined) { going = false; location.reload(); return; }
  const now = part.firstElementChild?.dataset.says;
  if (now !== spoken) { spoken = now; says.textContent = now; }
}

async function look() {
  if (!going || busy()) return;
  try {
    const answer = await fetch(region.dataset.live, { headers: { Background: 'yes', Accept: 'text/html' } });
    // Signed out meanwhile: the page itself asks to sign in.
    if (answer.redirected || answer.status === 401) { going = false; location.reload(); return; }
    if (answer.ok) show(await answer.text());
  } catch { /* Offline for a moment: the next look tells. */ }
}

const button = document.createElement('button');
button.className = 'pl-link';
button.type = 'button';
button.textContent = 'Stop updating this page';
button.addEventListener('click', () => {
  going = !going;
  button.textContent = going ? 'Stop updating this page' : 'Go on updating this page';
  look();
});
line.append(button);
line.hidden = false;
setInterval(look, pause);
