// What we change in feelin 8.2.0, and why. Offer these upstream; drop each when it is taken.
// `plumbline` is the sink of the run that is going on (see APPENDED): what is reported there is judged
// by engine/expressions/kernel/judge.js.
const report = (kind, ...values) => `plumblineReport('${kind}', ${values.join(', ')});`;

export const PATCHES = [
  {
    why: 'a number with an exponent and no point (1e3 was read as 1)',
    anchor: "const value = node.input.includes('.') ? parseFloat(node.input) : parseInt(node.input);",
    replacement: 'const value = parseFloat(node.input);',
  },
  {
    why: 'nothing can be read from a function or from what is inside a date',
    anchor: "const NON_CONTEXT_TYPES = new Set(['nil', 'boolean', 'number', 'string']);",
    replacement: "const NON_CONTEXT_TYPES = new Set(['nil', 'boolean', 'number', 'string', 'function', 'literal']);",
  },
  {
    why: 'the condition of if must be true, false or null ("yes" counted as true)',
    anchor: 'if (isTruthy(ifCondition(context))) {',
    replacement: 'if (plumblineYes(ifCondition(context))) {',
  },
  {
    why: 'the sides of or must be true, false or null',
    anchor: '            // FEEL three-valued or\n',
    replacement: '            plumblineYes(left); plumblineYes(right);\n',
  },
  {
    why: 'the sides of and must be true, false or null',
    anchor: '            // FEEL three-valued and\n',
    replacement: '            plumblineYes(left); plumblineYes(right);\n',
  },
  {
    why: 'the condition of every must be true, false or null',
    anchor: 'contexts.every(ctx => isTruthy(_condition(ctx)))',
    replacement: 'contexts.every(ctx => plumblineYes(_condition(ctx)))',
  },
  {
    why: 'the condition of some must be true, false or null',
    anchor: 'contexts.some(ctx => isTruthy(_condition(ctx)))',
    replacement: 'contexts.some(ctx => plumblineYes(_condition(ctx)))',
  },
  {
    why: 'values of different types compared with = or != (gave null)',
    anchor: '            const test = operator()(right);\n',
    replacement: `            if (!plumblineAlike(left, right)) ${report('NOT_COMPARABLE', 'left', 'right')}\n`
      + '            const test = operator()(right);\n',
  },
  {
    why: 'values of different types compared in a cell of a decision table (did not match)',
    anchor: '                        return compareValue(test, value);\n                    }).some(',
    replacement: "                        if (typeof test !== 'function' && !isRange(test) && !plumblineAlike(value, test)) "
      + `${report('NOT_COMPARABLE', 'value', 'test')}\n`
      + '                        return compareValue(test, value);\n                    }).some(',
  },
  {
    why: 'a value of another type held against a range or with < and > (gave false)',
    anchor: '    const valueType = getType(value);\n    if (range.valueType !== null &&\n',
    replacement: '    const valueType = getType(value);\n'
      + '    const plumblineBound = start !== null ? start : end;\n'
      + `    if (!plumblineAlike(value, plumblineBound)) ${report('NOT_COMPARABLE', 'value', 'plumblineBound')}\n`
      + '    if (range.valueType !== null &&\n',
  },
  {
    why: 'a builtin given a value of the wrong type (gave null)',
    anchor: '        if (!convertedArgs) {\n            return null;\n        }',
    replacement: '        if (!convertedArgs) {\n            return plumblineMisfit(args);\n        }',
  },
  {
    why: 'a builtin over a list with a member of the wrong type (gave null)',
    anchor: '        if (!args.every(arg => tester(arg) !== FALSE)) {\n            return null;\n        }',
    replacement: '        if (!args.every(arg => tester(arg) !== FALSE)) {\n            return plumblineMisfit(args);\n        }',
  },
  {
    why: 'for, some and every over something that is not a list (gave null)',
    anchor: '        return target.map(t => ({ [prop]: t }));\n    }\n',
    replacement: `        return target.map(t => ({ [prop]: t }));\n    }\n    ${report('NOT_A_LIST', 'target')}\n`,
  },
  {
    why: 'a filter lost the members null and false (first half)',
    anchor: '                return filterTarget.map(el => {\n',
    replacement: '                return filterTarget.filter(el => {\n',
  },
  {
    why: 'a filter lost the members null and false (second half)',
    anchor: '                    if (result === true) {\n                        return el;\n                    }\n'
      + '                    return result;\n                }).filter(isTruthy);',
    replacement: '                    return plumblineYes(result);\n                });',
  },
  {
    why: 'a yes or no in a cell that was not written out was not held against the value',
    anchor: "            if (args[0].type === 'boolean' && has$1(context, '?')) {\n"
      + "                return args[0](context) === context['?'];\n            }\n            return args[0](context);",
    replacement: "            const test = args[0](context), isHeld = args[0].type === 'boolean' && has$1(context, '?');\n"
      + "            const isFound = args[0].type === 'any' && isBoolean(test) && isBoolean(context['?']) && !node.input.includes('?');\n"
      + "            return isHeld || isFound ? test === context['?'] : test;",
  },
  {
    why: 'instance of a type that the model defines',
    anchor: '            const target = descriptor.resolve ? descriptor.resolve(context) : null;\n',
    replacement: '            const seen = plumblineTypes?.(descriptor.name, value);\n'
      + '            if (seen !== undefined) return seen;\n'
      + '            const target = descriptor.resolve ? descriptor.resolve(context) : null;\n',
  },
  {
    why: 'two durations of more than 180 days were equal when within a month',
    anchor: "    if (Math.abs(total(a, 'day')) > 180) {",
    replacement: '    if (a.yearsMonths !== b.yearsMonths) {\n        return false;\n    }\n    if (a.yearsMonths) {',
  },
  {
    why: 'speed: two dates are compared without making instants of them',
    anchor: "        return value.value.toZonedDateTime('UTC').epochMilliseconds;\n",
    replacement: '        if (value.year >= 100) return Date.UTC(value.year, value.month - 1, value.day);\n'
      + "        return value.value.toZonedDateTime('UTC').epochMilliseconds;\n",
  },
  {
    why: 'a duration that leads into the second of two equal hours in autumn lost an hour',
    anchor: '    return new FeelDateTime(shifted.toPlainDateTime(), temporal.zone);\n',
    replacement: '    const plain = shifted.toPlainDateTime();\n'
      + '    if (plain.toZonedDateTime(temporal.zone).epochMilliseconds !== shifted.epochMilliseconds) {\n'
      + "        return new FeelDateTime(shifted.withTimeZone('UTC').toPlainDateTime(), 'UTC');\n    }\n"
      + '    return new FeelDateTime(plain, temporal.zone);\n',
  },
  {
    why: 'the time between two instants ignored their zones',
    anchor: '    const left = toPlainDateTime(a);\n',
    replacement: '    if (isZoned(a) && isZoned(b)) {\n        return duration(toComparable(a) - toComparable(b));\n    }\n'
      + '    const left = toPlainDateTime(a);\n',
  },
];

// Parse and compile once, run often: upstream has no such interface.
export const APPENDED = `
let plumblineWarnings = [];
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
export { builtins, getType, isNil };
`;
