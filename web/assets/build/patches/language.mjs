// Records, filters, types and functions.
import { report } from './report.mjs';

export const LANGUAGE = [
  {
    why: 'a record with the same name twice is nothing (the later one won)',
    anchor: '                    const [key, value] = arg(merged);\n',
    replacement: '                    const [key, value] = arg(merged);\n'
      + `                    if (has(result, key)) {\n                        ${report('TWICE', 'key')}\n                        return null;\n                    }\n`,
  },
  {
    why: 'a[true] of what is no list is a list of it',
    anchor: '                    if (idx === true) {\n                        return target;\n',
    replacement: '                    if (idx === true) {\n                        return filterTarget;\n',
  },
  {
    why: 'a[f(item)] sees the members',
    anchor: '            if (FILTER_INDEX_TYPES.has(type)) {\n                const idx = filterFn(context);\n',
    replacement: '            if (FILTER_INDEX_TYPES.has(type)) {\n                const plumblineSeen = hooks.filtered(filterFn, filterTarget, context, type);\n'
      + '                if (plumblineSeen) {\n                    return plumblineSeen;\n                }\n'
      + '                const idx = filterFn(context);\n',
  },
  {
    why: 'range<T> as a type: see plumblineRanges',
    anchor: '        const parseTree = parseExpression(expression, evalContext, dialect);\n',
    replacement: '        const parseTree = parseExpression(plumblineRanges(expression), evalContext, dialect);\n',
  },
  {
    why: 'the same: what was written tells the type',
    anchor: "            kind: 'list',\n            element: args.find(isTypeDescriptor)\n",
    replacement: "            kind: node.input.startsWith('range') ? 'range' : 'list',\n            element: args.find(isTypeDescriptor)\n",
  },
  {
    why: 'the same: a range is of the type of its ends',
    anchor: "        case 'list':\n            return getType(value) === 'list' && value.every(",
    replacement: "        case 'range':\n            return isRange(value) && [value.start, value.end].every(element => isNil(element) || matchesType(element, descriptor.element, context));\n"
      + "        case 'list':\n            return getType(value) === 'list' && value.every(",
  },
  {
    why: 'an entry of a record that is nothing is of every type',
    anchor: 'has$1(value, name) && matchesType(value[name], type, context)',
    replacement: 'has$1(value, name) && (value[name] === null || matchesType(value[name], type, context))',
  },
  {
    why: 'inputs of functions have types',
    anchor: "        case 'FormalParameter': return args[0];\n",
    replacement: "        case 'FormalParameter': return { name: args[0], type: args.find(isTypeDescriptor) };\n",
  },
  {
    why: 'the same: names and types',
    anchor: '            const parameterNames = args[2];\n',
    replacement: '            const parameterNames = args[2].map(({ name }) => name);\n            const parameterTypes = args[2].map(({ type }) => type);\n',
  },
  {
    why: 'the same: an input that does not fit gives nothing',
    anchor: '            return wrapFunction((...args) => {\n                const fnContext',
    replacement: '            return wrapFunction((...args) => {\n'
      + '                if (!plumblineFit(args, parameterTypes, context)) {\n                    return null;\n                }\n'
      + '                const fnContext',
  },
  ...['Expression', 'UnaryTests'].map((top) => ({
    why: 'a parser is made once for the same names: see plumblineParser',
    anchor: `    return parser.configure({\n        top: '${top}',\n        contextTracker: trackVariables(context),\n        dialect\n    }).parse(expression);\n`,
    replacement: `    return plumblineParser('${top}', context, dialect).parse(expression);\n`,
  })),
  {
    why: 'a function is found by its name at once: see plumblineBuiltin',
    anchor: '    return getFromContext(name, builtins);\n',
    replacement: '    return plumblineBuiltin(name);\n',
  },
];
