// lezer-feel: the same reading with less work. It was two thirds of a first check.
export const READING = [
  {
    why: 'what is told of a scope is not copied: nothing of it is ever changed',
    anchor: '      tokens: [ ...tokens ],\n      children: [ ...children ],\n',
    replacement: '      tokens,\n      children,\n',
  },
  {
    why: 'a scope that differs in little is made in one go',
    anchor: '    return Variables.of({\n      ...this,\n      ...options\n    });\n',
    replacement: '    return Object.assign(new Variables(this), options);\n',
  },
  {
    why: 'the text is looked at only for the terms whose meaning it is',
    anchor: '      const code = input.read(input.pos, stack.pos);\n',
    replacement: "      const code = plumblineSaying.has(term) ? input.read(input.pos, stack.pos) : '';\n",
  },
  {
    why: 'a letter is known without asking for each alphabet',
    anchor: 'function isStartChar(ch) {\n  return (\n',
    replacement: 'function isStartChar(ch) {\n'
      + '  if (ch < 128) return (ch >= 97 && ch <= 122) || (ch >= 65 && ch <= 90) || ch === 95 || ch === 63;\n  return (\n',
  },
  {
    why: 'the names of dates and times are looked up',
    anchor: 'if (dateTimeIdentifiers.some(el => el === name)) {',
    replacement: 'if (has(dateTimeLiterals, name)) {',
  },
  {
    why: 'the same for how they begin',
    anchor: 'if (dateTimeIdentifiers.some(el => el.startsWith(name))) {',
    replacement: 'if (plumblineBegun.has(name)) {',
  },
];

export const READING_APPENDED = `
const plumblineSaying = new Set([
  Identifier, AdditionalIdentifier, PropertyIdentifier, StringLiteral, BooleanLiteral, NumericLiteral,
]);
const plumblineBegun = new Set(dateTimeIdentifiers.flatMap(getPrefixes));
`;
