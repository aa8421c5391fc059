// Durations: see also engine/expressions/kernel/durations.js.
export const DURATIONS = [
  {
    why: 'numbers times and over durations, and what may not be added or taken away: see kernel/durations.js',
    anchor: '                if (isArray(left) || isArray(right)) {\n',
    replacement: '                const plumblineResult = hooks.arithmetic(node.input, left, right);\n'
      + '                if (plumblineResult === null) {\n                    invalidType(opName, left, right);\n                }\n'
      + '                if (plumblineResult !== undefined) {\n                    return plumblineResult;\n                }\n'
      + '                if (isArray(left) || isArray(right)) {\n',
  },
  {
    why: 'the opposite of a duration',
    anchor: '                    return op(context)(() => 0, value);\n',
    replacement: '                    const plumblineValue = value(context);\n'
      + '                    if (isDuration(plumblineValue)) {\n'
      + '                        return new FeelDuration(plumblineValue.value.negated(), plumblineValue.yearsMonths);\n'
      + '                    }\n'
      + '                    return op(context)(() => 0, () => plumblineValue);\n',
  },
  {
    why: 'durations balance by 12 months and 24 hours, not along the year 1970',
    anchor: "    if (d.years !== 0 || d.months !== 0) {\n"
      + "        return d.round({ largestUnit: 'year', relativeTo: REFERENCE_DATE });\n    }\n"
      + "    return d.round({ largestUnit: 'day', relativeTo: REFERENCE_DATE });\n",
    replacement: "    if (d.years !== 0 || d.months !== 0) {\n"
      + '        const months = d.years * 12 + d.months;\n'
      + '        return Temporal.Duration.from({ years: Math.trunc(months / 12), months: months % 12 });\n    }\n'
      + "    return d.round({ largestUnit: 'day' });\n",
  },
  {
    why: 'durations are measured in months or in milliseconds',
    anchor: "        return value.value.total({ unit: 'millisecond', relativeTo: REFERENCE_DATE });\n",
    replacement: "        return value.yearsMonths ? value.value.years * 12 + value.value.months : value.value.total('millisecond');\n",
  },
  {
    why: 'durations of months and of days are never compared; others were equal when within a month or second',
    anchor: "    const total = (d, unit) => d.value.total({ unit, relativeTo: REFERENCE_DATE });\n",
    replacement: '    if (a.yearsMonths !== b.yearsMonths) {\n        return null;\n    }\n'
      + '    return toComparable(a) === toComparable(b);\n'
      + "    const total = (d, unit) => d.value.total({ unit, relativeTo: REFERENCE_DATE });\n",
  },
  {
    why: 'a duration of months is not the same as one of days',
    anchor: '        return durationEquals(a, b);\n',
    replacement: '        return durationEquals(a, b) ?? (strict ? false : null);\n',
  },
  {
    why: 'the sum of two durations of months',
    anchor: '        const anchor = REFERENCE_DATE.toPlainDateTime();\n'
      + "        const result = anchor.add(a.value).add(other).since(anchor, { largestUnit: 'year' });\n",
    replacement: '        const result = Temporal.Duration.from({\n'
      + '            months: toComparable(a) + sign * toComparable(b)\n        });\n',
  },
  {
    why: 'a duration is of months or of days, not of both; seconds may end with the point',
    anchor: "    if (!DURATION_PATTERN.test(opts)) {\n",
    replacement: "    opts = opts.replace(/(\\d)\\.S$/, '$1S');\n"
      + '    if (/[YM].*[DT]/.test(opts.split("T")[0] + (opts.includes("T") ? "T" : "")) || !DURATION_PATTERN.test(opts)) {\n',
  },
  {
    why: 'a date plus hours is a date (gave an instant in UTC)',
    anchor: "            return new FeelDateTime(temporal.value.toPlainDateTime().add(d), 'UTC');\n",
    replacement: '            return new FeelDate(temporal.value.toPlainDateTime().add(d).toPlainDate());\n',
  },
  {
    why: 'years and months between two dates have no days left over',
    anchor: "    return new FeelDuration(from.value.until(to.value, { largestUnit: 'month' }), true);\n",
    replacement: "    return new FeelDuration(Temporal.Duration.from({ months: from.value.until(to.value, { largestUnit: 'month' }).months }), true);\n",
  },
];
