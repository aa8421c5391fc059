// A time as people say it, "every 5 working days, at 09:00", to and from what the diagram says.
const UNITS = { minutes: ['PT', 'M'], hours: ['PT', 'H'], days: ['P', 'D'], weeks: ['P', 'W'], months: ['P', 'M'] };
const WORKING = /^at_time\(working_days_from\((.+?), ([\w.]+)( \* \(fired \+ 1\))?\), ("[\d:]+"|[\w.]+)\)$/;
const ISO = /^(?<again>R\/)?(?<start>PT?)(?<number>\d+)(?<end>[MHDW])$/;
const SUM = /^now\(\) \+ duration\("(?<start>PT?)(?<number>\d+)(?<end>[MHDW])"\)$/;

export const units = ['working days', ...Object.keys(UNITS)];
const unitOf = (start, end) => Object.keys(UNITS).find((unit) => UNITS[unit][0] === start && UNITS[unit][1] === end);
const quoted = (time) => (/^\d/.test(time) ? `"${time}"` : time);

// The parts of a text, or null when it is not of the kind that the fields can say.
export function parts(text, kind) {
  const working = WORKING.exec(text.trim());
  if (working) return { number: working[2], unit: 'working days', from: working[1], time: working[4].replaceAll('"', ''), repeats: kind === 'timeCycle' };
  const { again, start, number, end } = (ISO.exec(text.trim()) ?? SUM.exec(text.trim()))?.groups ?? {};
  const unit = start && unitOf(start, end);
  return unit ? { number, unit, from: 'today()', time: '09:00', repeats: Boolean(again) } : null;
}

// The kind and text of a timer. `kind` "due" is a date that is due: it never repeats.
export function written({ number, unit, from, time, repeats }, kind) {
  if (unit === 'working days') {
    const counted = repeats && from !== 'today()' ? `${number} * (fired + 1)` : number;
    return { kind: repeats ? 'timeCycle' : 'timeDate', text: `at_time(working_days_from(${from}, ${counted}), ${quoted(time)})` };
  }
  const [start, end] = UNITS[unit], iso = `${start}${number}${end}`;
  if (kind === 'due') return { kind: 'due', text: `now() + duration("${iso}")` };
  return repeats ? { kind: 'timeCycle', text: `R/${iso}` } : { kind: 'timeDuration', text: iso };
}
