// A page that waits for something looks again every four seconds. Whoever is at a button stays there, and is told how far
// it is: only what has the role of a status, or is marked data-anew, is put in anew. The whole page comes when it waits no more.
{
  const PARTS = '[role="status"], [data-anew]', SELF = 'script[src*="refresh.js"]';
  const words = (part) => part.textContent.replaceAll(/\s+/g, ' ').trim();

  const look = async () => {
    const answer = await fetch(location.href, { headers: { Background: 'yes' } }).catch(() => null);
    if (answer === null || answer.status >= 500) return; // offline for a moment: the next look tells
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const old = [...document.querySelectorAll(PARTS)], now = [...fresh.querySelectorAll(PARTS)];
    if (answer.redirected || !answer.ok || !fresh.querySelector(SELF) || old.length !== now.length) { location.reload(); return; }
    for (const [place, part] of now.entries()) if (words(old[place]) !== words(part)) old[place].replaceChildren(...part.childNodes);
  };
  setInterval(look, 4000);
}
