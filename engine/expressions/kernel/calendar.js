// What the functions see besides their inputs: the clock, the zone and the days that are not worked.
// Python gives all of it; nothing here reads the machine's clock.
const calendars = new Map();
const setting = { now: null, zone: 'UTC', closed: new Set(), standard: false };

export const DAY = 86400000;

export function addCalendar(key, days) {
  calendars.set(key, new Set(days));
}

export function use({ now, zone, calendar, standard }) {
  setting.standard = standard === true;
  setting.now = now;
  setting.zone = zone;
  setting.closed = calendars.get(calendar);
}

// Whether an error gives null, as the DMN standard says, rather than a failure.
export const isStandard = () => setting.standard;
export const nowText = () => setting.now;
export const zoneName = () => setting.zone;

// Days are numbered from 1 January 1970, a Thursday.
export const dayNumber = ({ year, month, day }) => Date.UTC(year, month - 1, day) / DAY;

export function isWorked(day) {
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday < 5 && !setting.closed.has(day);
}
