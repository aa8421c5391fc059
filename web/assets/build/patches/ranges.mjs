// Ranges: see also engine/expressions/kernel/ranges.js.
import { report } from './report.mjs';

export const RANGES = [
  {
    why: 'a range over nothing holds nothing; one that is written with < or > is open there: see kernel/ranges.js',
    anchor: "    if (value === null || value === undefined) {\n        return null;\n    }\n    if (value instanceof FeelRange) {",
    replacement: "    if (value === null || value === undefined || (!range.open && (start === null || end === null))) {\n        return null;\n    }\n"
      + '    if (value instanceof FeelRange) {',
  },
  {
    why: 'ranges written with < or > know that they are open',
    anchor: "                case '>': return (b) => createRange(b, null, false, false);\n"
      + "                case '>=': return (b) => createRange(b, null, true, false);\n"
      + "                case '<': return (b) => createRange(null, b, false, false);\n"
      + "                case '<=': return (b) => createRange(null, b, false, true);\n",
    replacement: "                case '>': return (b) => plumblineOpen(createRange(b, null, false, false));\n"
      + "                case '>=': return (b) => plumblineOpen(createRange(b, null, true, false));\n"
      + "                case '<': return (b) => plumblineOpen(createRange(null, b, false, false));\n"
      + "                case '<=': return (b) => plumblineOpen(createRange(null, b, false, true));\n",
  },
  {
    why: 'open ranges equal only open ones',
    anchor: "        return (a['start included'] === b['start included'] &&\n",
    replacement: "        return (a.open === b.open && a['start included'] === b['start included'] &&\n",
  },
  {
    why: 'a test such as (= 10) is a value that can be compared and read',
    anchor: '            return args[0](context)(args[1](context));\n        }, ',
    replacement: '            return plumblineTest(/^(=|!=)?/.exec(node.input)[1], args[1](context), args[0](context));\n        }, ',
  },
  {
    why: 'a range whose ends do not go together is nothing (threw an error nobody could place)',
    anchor: '        throw new Error(`unsupported range: ${start}..${end}`);\n',
    replacement: `        ${report('NOT_COMPARABLE', 'start ?? end', 'end ?? start')}\n        return null;\n`,
  },
  {
    why: 'between two ends that do not go together is nothing',
    anchor: 'return createRange(start, end).includes(args[0](context));',
    replacement: 'return createRange(start, end)?.includes(args[0](context)) ?? null;',
  },
  {
    why: 'for over dates, and over a range of texts or one that descends: see kernel/ranges.js',
    anchor: '    if (LIST_OR_RANGE.has(getType(target))) {\n        return target.map(t => ({ [prop]: t }));\n    }\n',
    replacement: '    const plumblineMembers = isRange(target) ? hooks.members(target) : target;\n'
      + '    if (isArray(plumblineMembers)) {\n        return plumblineMembers.map(t => ({ [prop]: t }));\n    }\n',
  },
  {
    why: 'a .. b of a for may descend, a range may not; an end of 0 was lost',
    anchor: '            const b = args[2] && args[2](context);\n            return b ? createRange(a, b) : a;\n',
    replacement: '            if (!args[2]) {\n                return a;\n            }\n'
      + '            return hooks.members(createRange(a, args[2](context)), true);\n',
  },
];
