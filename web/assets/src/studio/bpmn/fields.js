// Where a field of the panel reads and writes: made once for an editor, used by all groups.
import { Area, Choice, Field } from './entries.js';
import { Expression } from './expression.js';
import { extension, object, parameter, property, words } from './model.js';

export function fieldsOf(write) {
  const ofProperty = (name) => ({ get: (element) => property(object(element), name), set: (element, value) => write.setProperty(element, name, value) });
  const ofWords = (type) => ({ get: (element) => words(object(element), type), set: (element, value) => write.setWords(element, type, value) });
  const ofParameter = (name) => ({ get: (element) => parameter(object(element), name), set: (element, value) => write.setParameter(element, name, value) });
  const ofAttribute = (name, holder = object) => ({
    get: (element) => holder(element).get(name), set: (element, value) => write.change(element, holder(element), { [name]: value || undefined }),
  });
  // `holder(element)` is the definition inside the element that has the expression.
  const ofExpression = (name, holder = object) => ({
    get: (element) => holder(element)?.get(name)?.body ?? '', set: (element, value) => write.setExpression(element, holder(element), name, value),
  });
  const field = (name, label, hint) => ({ id: name, component: Field, label, hint, ...ofProperty(name) });
  const area = (name, label, hint) => ({ id: name, component: Area, label, hint, ...ofProperty(name) });
  const feel = (name, label, hint, more = {}) => ({ id: name, component: Expression, label, hint, place: name, ...ofProperty(name), ...more });
  const choice = (name, label, choices, more = {}) => ({ id: name, component: Choice, label, choices, ...ofProperty(name), ...more });
  return { ofProperty, ofWords, ofParameter, ofAttribute, ofExpression, field, area, feel, choice };
}

export const has = (element, type) => Boolean(extension(object(element), type));
