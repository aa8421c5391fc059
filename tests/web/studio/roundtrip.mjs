// Reads {"path": xml} as JSON from its input, opens and saves each file as the editor does, and
// writes {"path": {"xml": …, "warnings": […]}}.   usage: node roundtrip.mjs ASSETS_FOLDER
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const assets = process.argv[2], required = createRequire(join(assets, 'package.json'));
const { packages } = await import(pathToFileURL(join(assets, 'src', 'studio', 'bpmn', 'packages.js')));
const { BpmnModdle } = await import(pathToFileURL(required.resolve('bpmn-moddle')));
const ours = JSON.parse(readFileSync(join(assets, 'src', 'studio', 'bpmn', 'extensions.json'), 'utf8'));
const bpmn = JSON.parse(readFileSync(required.resolve('bpmn-moddle/resources/bpmn/json/bpmn.json'), 'utf8'));
const moddle = new BpmnModdle(packages(bpmn, ours)), answers = {};
for (const [path, xml] of Object.entries(JSON.parse(readFileSync(0, 'utf8')))) {
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    const saved = await moddle.toXML(rootElement, { format: true });
    answers[path] = { xml: saved.xml, warnings: warnings.map((one) => one.message) };
  } catch (problem) {
    answers[path] = { xml: '', warnings: [String(problem.message)] };
  }
}
process.stdout.write(JSON.stringify(answers));
