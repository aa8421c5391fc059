// The drawing tool, with our panel beside it and nothing in it that does not run.
import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule } from 'bpmn-js-properties-panel';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import minimap from 'diagram-js-minimap';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json';
import { commentsOf, withComments } from './comments.js';
import ours from './extensions.json';
import ids from './ids.js';
import { packages } from './packages.js';
import provider from './provider.js';
import reduced from './reduced.js';

export function modelerIn(container, parent, given) {
  return new Modeler({
    container,
    propertiesPanel: { parent },
    moddleExtensions: packages(bpmn, ours),
    additionalModules: [BpmnPropertiesPanelModule, provider(given), CreateAppendAnythingModule, minimap, reduced, ids],
  });
}

// Every step lists the ways that lead to and from it, or none does: the editor lists those it draws, so it
// lists all. Said only when something is saved.
function listAll(modeler) {
  for (const { businessObject: flow } of modeler.get('elementRegistry').filter((one) => one.type === 'bpmn:SequenceFlow')) {
    for (const [step, name] of [[flow.sourceRef, 'outgoing'], [flow.targetRef, 'incoming']]) {
      const listed = step.get(name);
      if (!listed.includes(flow)) listed.push(flow);
    }
  }
}

export function changedText(modeler) {
  listAll(modeler);
  return textOf(modeler);
}

const COMMENTS = new WeakMap();

// Opens a file; resolves to the warnings of the XML library.
export async function openIn(modeler, text) {
  COMMENTS.set(modeler, commentsOf(text));
  const { warnings } = await modeler.importXML(text);
  return warnings;
}

export async function textOf(modeler) {
  const { xml } = await modeler.saveXML({ format: true });
  return withComments(xml, COMMENTS.get(modeler) ?? []);
}
