// What the server told us that can be picked and named. `learn` takes what the diagrams say, which
// changes with each save, and tells whether anything is new.
export function knowing(told) {
  const known = {
    processes: [], variables: {}, messages: [], signals: [], ...told,
    learn: ({ processes, variables, messages, signals }) => {
      const fresh = { processes, variables, messages, signals }, isNew = Object.keys(fresh).some((key) => JSON.stringify(known[key]) !== JSON.stringify(fresh[key]));
      Object.assign(known, fresh);
      return isNew;
    },
    at: (process, place, form = '') => ({
      answers: known.forms.find((one) => one.key === form)?.answers ?? [],
      names: [...new Set([...(known.variables[process] ?? []), ...(known.places[place] ?? []), 'parameters'])].sort(),
      parameters: known.parameters, functions: known.functions,
    }),
  };
  return known;
}
