// Words the server has not answered for yet, kept in this browser. Nothing stays longer than it must:
// gone when saved, at sign-out, and after three days.
const PREFIX = 'plumbline:words:';
const LONGEST = 3 * 24 * 60 * 60 * 1000;

function read(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

function names() {
  try { return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)); } catch { return []; }
}

// A browser may refuse to keep anything: then the server's draft is all there is.
let isKeeping = true;

export function keep(key, words) {
  try { localStorage.setItem(PREFIX + key, JSON.stringify({ words, at: Date.now() })); isKeeping = true; } catch { isKeeping = false; /* full or forbidden */ }
}

// What happened is the first part of a sentence; that the words are kept here is only said while they are.
const NOT_KEPT = 'This browser cannot keep it either: copy it before you leave this page.';
export const honest = (sentence) => (isKeeping ? sentence : `${sentence.split('. ')[0].replace(/\.$/, '')}. ${NOT_KEPT}`);

// The words kept for this key as [[name, value], …], or null.
export function kept(key) {
  return read(PREFIX + key)?.words ?? null;
}

export function forget(key) {
  try { localStorage.removeItem(PREFIX + key); } catch { /* forbidden */ }
}

export function forgetAll() {
  for (const name of names()) localStorage.removeItem(name);
}

export function forgetOld(now = Date.now()) {
  for (const name of names()) if (now - (read(name)?.at ?? 0) > LONGEST) localStorage.removeItem(name);
}
