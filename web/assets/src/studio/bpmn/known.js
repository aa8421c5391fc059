// What the server told us that can be picked and named; `learn` takes what changes with each save.
export function knowing(told) {
  const known = {
    ...told,
    learn: ({ variables, messages, signals }) => Object.assign(known, { variables, messages, signals }),
    at: (process, place) => ({
      names: [...new Set([...(known.variables[process] ?? []), ...(known.places[place] ?? []), 'parameters'])].sort(),
      parameters: known.parameters, functions: known.functions,
    }),
  };
  return known;
}
