// The page on which a form of a change is drawn: templates/studio/forms/drawn.html.
// When the editor is ready it has data-ready: "edit", or "read" when something would be lost.
import '@bpmn-io/form-js/dist/assets/form-js.css';
import '@bpmn-io/form-js/dist/assets/form-js-editor.css';
import '@bpmn-io/form-js/dist/assets/properties-panel.css';
import '../studio/form/editor.css';
import { FormEditor } from '@bpmn-io/form-js-editor';
import { findings } from '../studio/findings.js';
import { palette } from '../studio/form/palette.js';
import { properties } from '../studio/form/properties.js';
import { explain, lossesOf } from '../studio/kept-whole.js';
import { keep } from '../studio/keeping.js';

const container = document.querySelector('[data-form-editor]'), status = document.querySelector('[data-keeping]');
const look = findings(), editor = new FormEditor({ container, additionalModules: [palette, properties] });
let opened = false;

// Staff's pages have one column: where the editor would place things is not kept.
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'layout').map(([name, inner]) => [name, plain(inner)]));
}

const text = () => `${JSON.stringify(plain(editor.saveSchema()), null, 2)}\n`;
const keeper = keep({ status, drawn: true, restore: (words) => editor.importSchema(JSON.parse(words)) });

async function start() {
  const { text: content, heldBy } = await keeper.load();
  let sentences;
  try {
    const { warnings } = await editor.importSchema(JSON.parse(content));
    sentences = warnings.length ? warnings.map(({ message }) => message) : await lossesOf(container.dataset.kept, status.dataset.csrf, text());
  } catch (problem) {
    sentences = [`The form cannot be shown: ${problem.message}`];
  }
  const edited = !sentences.length && !heldBy && !('readOnly' in status.dataset);
  if (sentences.length) explain(document.querySelector('[data-losses]'), sentences);
  if (!edited) { container.inert = true; keeper.close(); }
  opened = edited;
  container.dataset.ready = edited ? 'edit' : 'read';
}

editor.on('changed', () => { if (opened) { keeper.changed(async () => text()); setTimeout(look, 2500); } });
start();
