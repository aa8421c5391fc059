// A text of a model worked out with the types of its file in view. `work` is where one stands: { scope, types, view }.
import { seeTypes } from 'feelin';
import { at } from './mode.js';
import { valueOf } from './program.js';

export function textValue(work, kind, text, scope, names, place) {
  const before = seeTypes(work.view);
  try {
    return at(place, () => valueOf(kind, text, scope, null, names) ?? null);
  } finally {
    seeTypes(before);
  }
}
