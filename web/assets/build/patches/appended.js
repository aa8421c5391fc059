// Added at the end of feelin: what the patches call, and what the kernel needs of its inside.
// Texts are read once and run often: upstream has no such interface.
let plumblineWarnings = [];
export const hooks = {};
function plumblineYear(text) {
  const [, sign, year, rest] = /^(-?)(\d{4,9})(-.*)$/.exec(text) ?? [];
  if (!year || (year.length > 4 && year[0] === '0')) return sign === undefined ? text : '';
  if (!sign && year.length === 4) return text;
  return year.length > 6 ? '' : (sign || '+') + year.padStart(6, '0') + rest;
}
function plumblineInstant(text) {
  const [, day] = /^(.*)T24:00:00(?:\.0+)?$/.exec(text) ?? [];
  const plain = Temporal.PlainDateTime.from(plumblineYear(day ? day + 'T00:00:00' : text));
  return day ? plain.add({ days: 1 }) : plain;
}
function plumblineIso(text) {
  const long = text[0] === '+' || text[0] === '-';
  return long ? text.replace(/^\+?(-?)0*(\d{4,})/, '$1$2') : text;
}
function plumblineOpen(range) {
  if (range === null) return () => null;
  Object.defineProperty(range, 'open', { value: true });
  return range;
}
function plumblineTest(sign, value, test) {
  const made = test(value);
  if (!sign) return made;
  const at = sign === '=' ? value : null;
  const isIn = sign === '=';
  const range = new FeelRange({ start: at, end: at, 'start included': isIn, 'end included': isIn, valueType: null });
  Object.defineProperty(range, 'open', { value: sign + (isIn ? '' : String(value)) });
  Object.defineProperty(range, 'includes', { value: made });
  return range;
}
function plumblineRanges(text) {
  return text.replace(/"(?:[^"\\]|\\.)*"|(instance\s+of\s+)range(?=\s*<)/g, (whole, before) => (before ? before + 'list ' : whole));
}
function plumblineFit(args, types, context) {
  return types.every((type, index) => {
    const value = args[index];
    const fits = !type || isNil(value) || matchesType(value, type, context);
    if (!fits) plumblineReport('WRONG_INPUT', value);
    return fits;
  });
}
function plumblineReport(type, ...values) {
  if (!values.some(isNil)) plumblineWarnings.push({ type, details: { template: '', values } });
}
function plumblineYes(value) {
  if (typeof value !== 'boolean') plumblineReport('NOT_YES_OR_NO', value);
  return value === true;
}
function plumblineAlike(a, b) {
  if (isNil(a) || isNil(b)) return true;
  if (isArray(a) && a.length === 1 && !isArray(b)) a = a[0];
  if (isArray(b) && b.length === 1 && !isArray(a)) b = b[0];
  if (isNil(a) || isNil(b)) return true;
  if (isRange(a) !== isRange(b)) return true;
  if (isDuration(a) && isDuration(b) && a.yearsMonths !== b.yearsMonths) return false;
  return getType(a) === getType(b) && isZoned(a) === isZoned(b);
}
function plumblineMisfit(args) {
  return args.some(isNil) ? null : invalidArguments('', {});
}
export function compile(kind, expression, dictionary) {
  const ic = new InterpreterContext(), unary = kind === 'unary';
  const { root, parseTree } = unary
    ? interpreter.unaryTest(expression, dictionary, undefined, ic)
    : interpreter.evaluate(expression, dictionary, undefined, ic);
  const run = (context) => {
    plumblineWarnings = ic.warnings = [];
    const result = root(context);
    const value = unary ? result(context['?'] === undefined ? null : context['?']) : result;
    return { value, warnings: ic.warnings };
  };
  return { run, parseTree };
}
// The types a model defines, as (name, value) -> whether it is one, undefined for an unknown name; returns those before.
let plumblineTypes = null;
export function seeTypes(types) {
  const before = plumblineTypes;
  plumblineTypes = types;
  return before;
}
export const isSeenType = (name) => plumblineTypes?.(name, null) !== undefined;
export { before, builtins, createRange, equals, fn, getType, invalidArguments, isNil, isZoned, listFn, matchesType, toComparable, plumblineAlike as alike, plumblineReport as report };
export const milliseconds = (length) => duration(length), months = (count) => new FeelDuration(Temporal.Duration.from({ months: count }), true);
// Making a parser takes as long as reading a short text, and what it knows of its names never changes.
const plumblineParsers = new WeakMap();
function plumblineParser(top, context, dialect) {
  const made = plumblineParsers.get(context) ?? new Map();
  plumblineParsers.set(context, made);
  const key = `${top} ${dialect}`;
  if (!made.has(key)) made.set(key, parser.configure({ top, contextTracker: trackVariables(context), dialect }));
  return made.get(key);
}
// Upstream compares a name with that of each of a hundred functions, however each may be spaced.
let plumblineNames = null;
function plumblineBuiltin(name) {
  if (has(builtins, name)) return builtins[name];
  plumblineNames ??= new Map(Object.keys(builtins).map((key) => [normalizeContextKey(key), key]));
  return builtins[plumblineNames.get(normalizeContextKey(name))];
}
