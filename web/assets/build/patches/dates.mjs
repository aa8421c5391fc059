// Dates, times, instants and their zones.
export const DATES = [
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
    why: 'fractions of a second in time(hour, minute, second)',
    anchor: "        const value = Temporal.PlainTime.from({ hour, minute, second }, { overflow: 'reject' });\n",
    replacement: "        const value = Temporal.PlainTime.from({ hour, minute, second: Math.floor(second) }, { overflow: 'reject' })\n"
      + '            .add({ nanoseconds: Math.round((second - Math.floor(second)) * 1e9) });\n',
  },
  {
    why: 'an offset of no hours is UTC',
    anchor: '            zone: offsetMatch[0]\n',
    replacement: "            zone: /^[+-]00:00(:00)?$/.test(offsetMatch[0]) ? 'UTC' : offsetMatch[0]\n",
  },
  {
    why: 'an offset of no hours is UTC, also when it is given as a duration',
    anchor: '    const base = `${sign}${pad(hours)}:${pad(minutes)}`;\n',
    replacement: "    if (abs === 0) {\n        return 'UTC';\n    }\n    const base = `${sign}${pad(hours)}:${pad(minutes)}`;\n",
  },
  {
    why: 'an offset lies within 18 hours',
    anchor: '    if (zone === null) {\n        return true;\n    }\n    const offsetSeconds',
    replacement: '    if (zone === null) {\n        return true;\n    }\n'
      + '    if (Math.abs(fixedOffsetSeconds(zone)) > 18 * 3600) {\n        return false;\n    }\n    const offsetSeconds',
  },
  {
    why: 'an offset and a named zone exclude each other',
    anchor: "    if (atIndex !== -1) {\n        return {\n            value: str.substring(0, atIndex),\n",
    replacement: "    if (atIndex !== -1) {\n        return {\n"
      + "            value: OFFSET_SUFFIX_PATTERN.test(str.substring(0, atIndex)) ? '' : str.substring(0, atIndex),\n",
  },
  {
    why: 'dates before the year 0 and after 9999',
    anchor: "    if (str.startsWith('-')) {\n        throw notImplemented('negative date');\n    }\n    try {\n"
      + '        return new FeelDate(Temporal.PlainDate.from(str));\n',
    replacement: '    try {\n        return new FeelDate(Temporal.PlainDate.from(plumblineYear(str)));\n',
  },
  {
    why: 'instants before the year 0 and after 9999, and midnight written as 24:00:00',
    anchor: "    if (str.startsWith('-')) {\n        throw notImplemented('negative date');\n    }\n    const { value: parsedValue",
    replacement: '    const { value: parsedValue',
  },
  {
    why: 'the same, where the text is read',
    anchor: '        return new FeelDateTime(Temporal.PlainDateTime.from(value), zone);\n',
    replacement: '        return new FeelDateTime(plumblineInstant(value), zone);\n',
  },
  {
    why: 'FEEL writes years without leading zeros beyond four digits: dates',
    anchor: 'class FeelDate {\n    constructor(value) {\n        this.value = value;\n        this.iso = this.value.toString();\n',
    replacement: 'class FeelDate {\n    constructor(value) {\n        this.value = value;\n'
      + '        this.iso = plumblineIso(this.value.toString());\n',
  },
  {
    why: 'FEEL writes years without leading zeros beyond four digits: instants',
    anchor: 'class FeelDateTime {\n    constructor(value, zone = null) {\n        this.value = value;\n        this.zone = zone;\n'
      + "        this.iso = this.value.toString() + (this.zone === null ? '' : zoneSuffix(this.zone));\n",
    replacement: 'class FeelDateTime {\n    constructor(value, zone = null) {\n        this.value = value;\n        this.zone = zone;\n'
      + "        this.iso = plumblineIso(this.value.toString()) + (this.zone === null ? '' : zoneSuffix(this.zone));\n",
  },
];
