// What the check says of one text: level in words and colour, the sentence and what to do.
import { h } from '@bpmn-io/properties-panel/preact';

const LEVELS = { error: 'Error', warning: 'Warning', advice: 'Advice' };

export function Said({ id, findings }) {
  return h('div', { id, role: 'status', class: 'pl-said' }, findings.map(({ level, sentence, remedy }) => (
    h('p', { class: `pl-said__one pl-said__one--${level}` }, h('strong', {}, LEVELS[level], ': '), sentence, ' ', remedy))));
}
