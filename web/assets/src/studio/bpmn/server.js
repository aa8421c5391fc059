// Asks the server about the diagram that is open. Every answer is JSON; a failure is a sentence.
const LOST = 'The server did not answer. Try again in a moment.';

export function serverAt(address, csrf) {
  async function asked(what, options) {
    const answer = await fetch(`${address}/${what}`, { credentials: 'same-origin', ...options }).catch(() => null);
    if (answer === null || answer.redirected) return { failed: LOST };
    const json = answer.headers.get('Content-Type')?.startsWith('application/json');
    const told = json ? await answer.json() : {};
    return answer.ok ? told : { ...told, failed: told.sentence ?? LOST };
  }

  const get = (what) => asked(what, { cache: 'no-store' });
  const post = (what, body, type = 'application/json') => asked(what, {
    method: 'POST', headers: { 'X-CSRFToken': csrf, 'Content-Type': type },
    body: type === 'application/json' ? JSON.stringify(body) : body,
  });
  return { address, get, post };
}
