// Code that tells engine/expressions/kernel/judge.js of something, as patches put it into feelin.
export const report = (kind, ...values) => `plumblineReport('${kind}', ${values.join(', ')});`;
