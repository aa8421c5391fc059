// What is asked of the server for one file of a change, and its answers in words.
import { honest } from '../form/kept-words.js';

const OFFLINE = 'There is no connection. What you wrote is kept in this browser and saved when it is back.';
const FAILED = 'It could not be saved. It is kept in this browser and tried again.';
const SENTENCES = {
  signedOut: 'You are signed out. What you wrote is kept in this browser: sign in again in another tab, then go on.',
  413: 'The file is larger than 5 MB. Make it smaller.',
  404: 'This change is no longer there.',
};

async function answered(url, options) {
  const answer = await fetch(url, { credentials: 'same-origin', redirect: 'manual', ...options }).catch(() => null);
  if (answer === null) return { status: 0, told: {} };
  if (answer.type === 'opaqueredirect' || [400, 401, 403].includes(answer.status)) return { status: 'signedOut', told: {} };
  const json = answer.headers.get('Content-Type')?.startsWith('application/json');
  return { status: answer.status, told: json ? await answer.json() : {} };
}

function refusal({ status, told }) {
  if (status === 0 || status >= 500) return { again: true, sentence: honest(status === 0 ? OFFLINE : FAILED) };
  const sentence = [told.sentence, told.remedy].filter(Boolean).join(' ') || honest(SENTENCES[status] || FAILED);
  return { ...told, status, sentence, again: status === 'signedOut', stop: [409, 423, 404].includes(status) };
}

// `drawn`: the file is saved by an editor that draws it, so that the server looks for what that would drop.
export function asking(url, csrf, drawn = false) {
  const token = { 'X-CSRFToken': csrf }, beside = (word) => url.replace('/files/', `/${word}/`);

  async function read() {
    const answer = await fetch(url, { credentials: 'same-origin', cache: 'no-store' });
    if (answer.status === 404) return { text: null, edition: 0 };
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return { text: await answer.text(), edition: Number(answer.headers.get('ETag').replaceAll(/[^0-9]/g, '')) };
  }

  async function write(text, edition, { keepalive = false, without = false } = {}) {
    const drawing = { ...(drawn && { 'X-Drawn': 'yes' }), ...(without && { 'X-Without': 'yes' }) };
    const headers = { ...token, ...drawing, 'If-Match': `"${edition}"`, 'Content-Type': 'application/octet-stream' };
    const answer = await answered(url, { method: 'PUT', headers, body: text, keepalive });
    return answer.status === 200 ? { saved: true, ...answer.told } : refusal(answer);
  }

  async function hold(over) {
    const answer = await answered(beside('holds') + (over ? '?over=yes' : ''), { method: 'POST', headers: token });
    return answer.status === 423 ? { held: false, ...answer.told } : { held: true };
  }

  async function turn(which) {
    const answer = await answered(beside(which), { method: 'POST', headers: token });
    return answer.status === 200 ? { turned: true, ...answer.told } : refusal(answer);
  }

  const release = () => fetch(beside('holds'), { method: 'DELETE', headers: token, credentials: 'same-origin', keepalive: true }).catch(() => {});
  return { url, read, write, hold, turn, release };
}
