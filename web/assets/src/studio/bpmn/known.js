// What the server told us that can be picked and named. `learn` takes what the diagrams say, which
// changes with each save.
export function knowing(told) {
  const known = {
    processes: [], variables: {}, messages: [], signals: [], ...told,
    learn: ({ processes, variables, messages, signals }) => Object.assign(known, { processes, variables, messages, signals }),
    at: (process, place, form = '') => ({
      answers: known.forms.find((one) => one.key === form)?.answers ?? [],
      names: [...new Set([...(known.variables[process] ?? []), ...(known.places[place] ?? []), 'parameters'])].sort(),
      parameters: known.parameters, functions: known.functions,
    }),
  };
  return known;
}
