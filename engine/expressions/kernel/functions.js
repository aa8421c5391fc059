// Our own functions of the expression language. An input that is nothing gives nothing; a wrong one is a failure.
import { FeelFunction, getType, isNil } from 'feelin';
import { DAY, dayNumber, isStandard, isWorked, nowText, zoneName } from './calendar.js';
import { Failure, describe } from './failure.js';
import { matches, replace, split } from './patterns.js';
import { readDate, readInstant } from './values.js';

const MAX_DAYS = 10000, MAX_HOURS = 10000, HOUR = 3600000;
const pad = (value, width = 2) => String(value).padStart(width, '0');

function isoOf(day) {
  const at = new Date(day * DAY);
  return `${pad(at.getUTCFullYear(), 4)}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
}

const dateOf = (day) => readDate(isoOf(day));

const TAKES = {
  date: (value) => (['date', 'date time'].includes(getType(value)) ? dayNumber(value.value) : undefined),
  days: (value) => (Number.isInteger(value) && Math.abs(value) <= MAX_DAYS ? value : undefined),
  month: (value) => {
    if (typeof value !== 'string') return TAKES.date(value);
    const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(value) ?? [];
    return year && Date.UTC(+year, month - 1, 1) / DAY;
  },
  time: (value) => {
    if (getType(value) === 'time') return value.value.toString().slice(0, 8);
    const [whole, seconds] = /^(?:[01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.exec(value) ?? [];
    return whole && (seconds ? whole : `${whole}:00`);
  },
  instant: (value) => (getType(value) === 'date time' ? value : undefined),
  hours: (value) => (typeof value === 'number' && value >= 0 && value <= MAX_HOURS ? value : undefined),
  any: (value) => value,
};

const WANTS = {
  date: 'a date', days: `a whole number of days up to ${MAX_DAYS}`, month: 'a date or a month such as "2026-12"',
  time: 'a time such as "09:00"', instant: 'a date and time', hours: `a number of hours from 0 to ${MAX_HOURS}`,
};

function taken(name, kinds, values) {
  return values.map((value, index) => {
    const good = TAKES[kinds[index]](value);
    if (good === undefined) {
      throw new Failure(`${name} needs ${WANTS[kinds[index]]} as input ${index + 1}, not ${describe(value)}`);
    }
    return good;
  });
}

// Where the standard alone is followed, what a function cannot use gives nothing.
const quietly = (work) => (...inputs) => {
  try {
    return work(...inputs);
  } catch (problem) {
    if (isStandard() && problem instanceof Failure) return null;
    throw problem;
  }
};

// kinds: what each input is; work gets day numbers for dates and months.
function define(name, params, kinds, work) {
  const run = (...values) => {
    if (values.length !== params.length) throw new Failure(`${name} needs ${params.length} inputs`);
    return values.some(isNil) ? null : work(...taken(name, kinds, values));
  };
  return [name, new FeelFunction(quietly(run), params)];
}

function step(from, count) {
  const direction = Math.sign(count);
  let day = from;
  for (let left = Math.abs(count); left > 0;) {
    day += direction;
    if (isWorked(day)) left -= 1;
  }
  return day;
}

function between(from, to) {
  if (Math.abs(to - from) > MAX_DAYS * 2) throw new Failure('working_days_between: the dates are too far apart');
  let count = 0;
  for (let day = Math.min(from, to) + 1; day <= Math.max(from, to); day += 1) if (isWorked(day)) count += 1;
  return to < from ? -count : count;
}

function firstWorked(day) {
  for (let days = 0; days < 400; days += 1) if (isWorked(day + days)) return day + days;
  throw new Failure('there is no working day within a year');
}

function edge(day, months, days) {
  const at = new Date(day * DAY);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, days) / DAY;
}

function lastWorked(day) {
  let last = edge(day, 1, 0);
  for (let days = 0; days < 400; days += 1, last -= 1) if (isWorked(last)) return last;
  throw new Failure('there is no working day within a year');
}

function wholeMonths(from, to) {
  if (to < from) return 0 - wholeMonths(to, from);
  const a = new Date(from * DAY), b = new Date(to * DAY);
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return b.getUTCDate() < a.getUTCDate() ? months - 1 : months;
}

const instantOf = (day, clock) => readInstant(`${isoOf(day)}T${clock}@${zoneName()}`);

// An instant as the clocks of our zone show it; one without a zone is on those clocks already.
const zoned = ({ value, zone }) => value.toZonedDateTime(zone ?? zoneName()).withTimeZone(zoneName());

// Working time is what lies between the two times on the clocks of the zone, on days that are worked.
function hoursFrom(at, hours, opening, closing) {
  if (closing <= opening) throw new Failure('working_hours_from: the working day must end after it begins');
  const begun = zoned(at);
  let left = Math.round(hours * HOUR);
  for (let day = firstWorked(dayNumber(begun)); ; day = firstWorked(day + 1)) {
    const opens = zoned(instantOf(day, opening));
    const from = opens.epochMilliseconds < begun.epochMilliseconds ? begun : opens;
    const time = zoned(instantOf(day, closing)).epochMilliseconds - from.epochMilliseconds;
    if (time > 0 && left <= time) {
      return readInstant(`${from.add({ milliseconds: left }).toPlainDateTime()}@${zoneName()}`);
    }
    left -= Math.max(0, time);
  }
}

const OURS = Object.fromEntries([
  define('working_days_from', ['date', 'n'], ['date', 'days'], (day, count) => dateOf(step(day, count))),
  define('working_days_between', ['from', 'to'], ['date', 'date'], between),
  define('is_working_day', ['date'], ['date'], isWorked),
  define('next_working_day', ['date'], ['date'], (day) => dateOf(firstWorked(day))),
  define('month_start', ['month'], ['month'], (day) => dateOf(edge(day, 0, 1))),
  define('month_end', ['month'], ['month'], (day) => dateOf(edge(day, 1, 0))),
  define('last_working_day', ['month'], ['month'], (day) => dateOf(lastWorked(day))),
  define('at_time', ['date', 'time'], ['date', 'time'], instantOf),
  define('working_hours_from', ['instant', 'hours', 'day_from', 'day_to'], ['instant', 'hours', 'time', 'time'], hoursFrom),
  define('months_between', ['from', 'to'], ['date', 'date'], wholeMonths),
  define('days_between', ['from', 'to'], ['date', 'date'], (from, to) => to - from),
  define('today', [], [], () => readDate(nowText().slice(0, 10))),
  define('now', [], [], () => readInstant(nowText())),
]);

// Laid over the data, so that no variable can hide one.
export const FUNCTIONS = {
  ...OURS,
  is_defined: new FeelFunction((value) => !isNil(value), ['value']),
  matches: new FeelFunction(quietly(matches), ['input', 'pattern', 'flags']),
  replace: new FeelFunction(quietly(replace), ['input', 'pattern', 'replacement', 'flags']),
  split: new FeelFunction(quietly(split), ['string', 'delimiter']),
};

// How many inputs each takes: [least, most].
export const INPUTS = {
  ...Object.fromEntries(Object.entries(OURS).map(([name, { parameterNames: { length } }]) => [name, [length, length]])),
  is_defined: [1, 1], matches: [2, 3], replace: [3, 4], split: [2, 2],
};
