// The drawing tool, with our panel beside it and nothing in it that does not run.
import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule } from 'bpmn-js-properties-panel';
import { CreateAppendAnythingModule } from 'bpmn-js-create-append-anything';
import minimap from 'diagram-js-minimap';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json';
import ours from './extensions.json';
import { packages } from './packages.js';
import provider from './provider.js';
import reduced from './reduced.js';

export function modelerIn(container, parent, given) {
  return new Modeler({
    container,
    propertiesPanel: { parent },
    moddleExtensions: packages(bpmn, ours),
    additionalModules: [BpmnPropertiesPanelModule, provider(given), CreateAppendAnythingModule, minimap, reduced],
  });
}

export async function textOf(modeler) {
  const { xml } = await modeler.saveXML({ format: true });
  return xml;
}
