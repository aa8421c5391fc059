// Which clauses of the policy an element carries out, picked from the register.
import { h } from '@bpmn-io/properties-panel/preact';
import { useService } from 'bpmn-js-properties-panel';
import { object, property, writing } from './model.js';

const numbersOf = (element) => property(object(element), 'clauses').split(/\s+/).filter(Boolean);

function One({ number, words, remove }) {
  return h('li', {}, h('strong', {}, number), ' ', words, ' ',
    h('button', { type: 'button', class: 'pl-small-button', onClick: remove }, 'Take out', h('span', { class: 'govuk-visually-hidden' }, ` ${number}`)));
}

export function Clauses({ element, id }) {
  const injector = useService('injector'), { clauses } = useService('plKnown'), numbers = numbersOf(element);
  const write = (list) => writing(injector).setProperty(element, 'clauses', list.join(' '));
  const words = (number) => clauses.find(({ key }) => key === number)?.words ?? 'is not in the register';
  const add = (event) => { if (event.target.value) write([...numbersOf(element), event.target.value]); };
  return h('div', { class: 'bio-properties-panel-entry', 'data-entry-id': id },
    h('ul', { class: 'pl-clauses' }, numbers.map((number) => (
      h(One, { key: number, number, words: words(number), remove: () => write(numbersOf(element).filter((one) => one !== number)) })))),
    h('label', { class: 'bio-properties-panel-label', for: `bio-properties-panel-${id}` }, 'Add a clause'),
    h('select', { id: `bio-properties-panel-${id}`, class: 'bio-properties-panel-input', value: '', onChange: add },
      h('option', { value: '' }, clauses.length ? 'Choose' : 'The bundle has no register of clauses'),
      clauses.filter(({ key }) => !numbers.includes(key)).map(({ key, words: said }) => h('option', { value: key }, `${key} ${said}`))));
}
