// QuickJS has no Intl; feelin's dates need just this much of it. Must be imported before feelin.
// The offsets of a zone are given by Python: [[first second since 1970, offset in seconds], …], ascending.
const zones = new Map();
const NAME = /^[A-Z][\w+-]*(\/[\w+-]+){0,2}$/;
const MOST_ASKED = 1000;
const unknown = new Set();
let wanted = new Set();

// No offsets: there is no such zone.
export function setZone(name, offsets) {
  if (offsets.length) zones.set(name.toUpperCase(), { name, offsets });
  else {
    if (unknown.size >= MOST_ASKED) unknown.clear();
    unknown.add(name);
  }
}

// The zones a text named that are not known yet: Python tells them and asks again.
export function takeWanted() {
  const names = [...wanted];
  wanted = new Set();
  return names;
}

function offsetAt({ offsets }, second) {
  let low = 0, high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle][0] <= second) low = middle; else high = middle - 1;
  }
  return offsets[low][1];
}

class DateTimeFormat {
  constructor(_locale, options = {}) {
    this.zone = zones.get(String(options.timeZone ?? 'UTC').toUpperCase());
    if (!this.zone) {
      if (NAME.test(options.timeZone) && !unknown.has(options.timeZone)) wanted.add(options.timeZone);
      throw new RangeError('unknown time zone');
    }
  }

  resolvedOptions() {
    return { timeZone: this.zone.name, calendar: 'iso8601', locale: 'en' };
  }

  formatToParts(milliseconds) {
    const offset = offsetAt(this.zone, Math.floor(milliseconds / 1000));
    const wall = new Date(milliseconds + offset * 1000);
    const parts = {
      year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(),
      hour: wall.getUTCHours(), minute: wall.getUTCMinutes(), second: wall.getUTCSeconds(),
    };
    return Object.entries(parts).map(([type, value]) => ({ type, value: String(value) }));
  }
}

setZone('UTC', [[0, 0]]);
globalThis.Intl = { DateTimeFormat };
