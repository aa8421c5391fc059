// Where feelin gives null or guesses, and we want to hear of it.
import { report } from './report.mjs';

export const STRICTNESS = [
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
    why: 'the sides of or must be true, false or null, unless one is true',
    anchor: '            // FEEL three-valued or\n',
    replacement: '            if (a !== true && b !== true) {\n                plumblineYes(left);\n                plumblineYes(right);\n            }\n',
  },
  {
    why: 'the sides of and must be true, false or null, unless one is false',
    anchor: '            // FEEL three-valued and\n',
    replacement: '            if (a !== false && b !== false) {\n                plumblineYes(left);\n                plumblineYes(right);\n            }\n',
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
    replacement: '                const plumblineMissing = hooks.missing(filterTarget, context);\n'
      + '                return filterTarget.filter(el => {\n',
  },
  {
    why: 'a filter sees the entries of records only, and null for one that only other members have',
    anchor: 'const iterationContext = Object.assign(Object.assign(Object.assign({}, context), { item: el }), el);',
    replacement: 'const iterationContext = Object.assign({}, context, plumblineMissing, { item: el }, isContext(el) ? el : null);',
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
    why: 'if over something that is not yes or no gives null (gave the else)',
    anchor: '                if (isTruthy(ifCondition(context))) {\n',
    replacement: '                const plumblineIf = ifCondition(context);\n'
      + "                if (!isNil(plumblineIf) && typeof plumblineIf !== 'boolean') {\n"
      + `                    ${report('NOT_YES_OR_NO', 'plumblineIf')}\n                    return null;\n                }\n`
      + '                if (plumblineIf === true) {\n',
  },
];
