// The panel beside the diagram: what the selected element says, in the words of those who own it.
import { Clauses } from './clauses.js';
import { Area, Words } from './entries.js';
import { fieldsOf } from './fields.js';
import { Titled } from './titled.js';
import { happens } from './happens.js';
import { object, writing } from './model.js';
import { people } from './people.js';
import { ways } from './ways.js';
import { wordsOf } from './words.js';
import { work } from './work.js';

const FIRST = 'what';
const NODES = /(Event|Task|Activity|Gateway|SubProcess|Transaction)$/;

// A note's words are its text; a pool's name is its process's as well.
function named(modeling) {
  const name = (bo) => (bo.$type === 'bpmn:TextAnnotation' ? 'text' : 'name');
  const set = (element, value) => modeling.updateProperties(element, { [name(object(element))]: value || undefined });
  return { id: 'name', component: Area, label: 'Name', rows: 1, get: (element) => object(element).get(name(object(element))), set };
}

function documented(write) {
  const get = (element) => object(element).get('documentation')[0]?.text;
  const set = (element, text) => {
    const bo = object(element), [first, ...rest] = bo.get('documentation');
    if (first && text) return write.change(element, first, { text });
    const given = text ? [write.made('bpmn:Documentation', bo, { text })] : [];
    return write.change(element, bo, { documentation: [...given, ...rest] });
  };
  return { id: 'documentation', component: Area, label: 'Note for readers', get, set };
}

function what(element, { modeling, write }) {
  const bo = object(element), [kind, does] = wordsOf(bo);
  const about = { id: 'kind', component: Words, strong: kind, text: does };
  return { id: FIRST, label: 'What it is', entries: [about, named(modeling), documented(write)] };
}

// What only those who write formulas or read logs ask for.
function technical(element) {
  const bo = object(element), text = `Its id is ${bo.id}. In BPMN it is a ${bo.$type.replace('bpmn:', '').replaceAll(/(?!^)([A-Z])/g, ' $1').toLowerCase()}.`;
  return { id: 'technical', label: 'Technical details', entries: [{ id: 'technical-id', component: Words, text }] };
}

const carries = (element) => (NODES.test(object(element).$type) ? [{ id: 'clauses', label: 'Clause of the policy', entries: [{ id: 'clauses-picked', component: Clauses }] }] : []);

export function groupsOf(element, tools) {
  const groups = [what(element, tools), ...people(element, tools), ...work(element, tools), ...happens(element, tools), ...ways(element, tools), ...carries(element), technical(element)];
  return groups.map((one, place) => ({ ...one, component: Titled, shouldOpen: place < 2 && one.id !== 'technical' }));
}

export default function provider({ known, server }) {
  class Provider {
    constructor(propertiesPanel, injector) {
      const write = writing(injector);
      this.tools = { known, write, fields: fieldsOf(write), modeling: injector.get('modeling') };
      propertiesPanel.registerProvider(500, this);
    }

    getGroups(element) {
      return (groups) => [...groups, ...groupsOf(element, this.tools)];
    }
  }
  Provider.$inject = ['propertiesPanel', 'injector'];
  return { __init__: ['plProvider'], plProvider: ['type', Provider], plServer: ['value', server], plKnown: ['value', known] };
}
