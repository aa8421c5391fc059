// Sentences for a text that cannot be read.
export function syntaxProblem({ position }, text) {
  if (text.trim() === '') return 'nothing is written here';
  const { from, to } = position ?? { from: text.length, to: text.length };
  const piece = text.slice(from, to).trim();
  if (!piece || from >= text.length) return 'it is not complete: something is missing at the end';
  return `it cannot be read at character ${from + 1}, near "${piece.slice(0, 30)}"`;
}
