// The page on which a diagram of a change is drawn. `[data-diagram]` says where; see templates/studio/diagrams/diagram.html.
// When the editor is ready, or the picture shown, it has data-ready: "edit" or "read".
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import 'diagram-js-minimap/assets/diagram-js-minimap.css';
import '../studio/bpmn/editor.css';
import { bar } from '../studio/bpmn/bar.js';
import { begun } from '../studio/bpmn/fitting.js';
import { findingsIn } from '../studio/bpmn/findings.js';
import { knowing } from '../studio/bpmn/known.js';
import { larger } from '../studio/bpmn/larger.js';
import { changedText, modelerIn, openIn } from '../studio/bpmn/modeler.js';
import { explain, open, showOnly } from '../studio/bpmn/opening.js';
import { serverAt } from '../studio/bpmn/server.js';
import { findings as fetched } from '../studio/findings.js';
import { keep } from '../studio/keeping.js';

const root = document.querySelector('[data-diagram]'), { address, change, csrf, element, path, title } = root.dataset;
const find = (name) => root.querySelector(`.pl-editor__${name}`), canvas = find('canvas'), panel = find('panel');
const keeping = document.querySelector('[data-keeping]'), server = serverAt(address, csrf);

larger(panel);

const encoded = (file) => file.split('/').map(encodeURIComponent).join('/');

function ready(how) {
  root.dataset.ready = how;
  performance.mark('studio-diagram-ready');
}

async function readOnly(text, sentences, modeler) {
  modeler?.destroy();
  panel.hidden = true;
  root.classList.add('pl-editor--read');
  canvas.replaceChildren();
  const viewer = await showOnly(canvas, text);
  if (sentences.length) explain(document.getElementById('read-only'), sentences, `${change}/outline/${encoded(path)}`);
  const findings = findingsOn(viewer);
  if (element) findings.select(element);
  ready('read');
  findings.refresh();
}

// Without `known` the page only reads: nothing is learnt, and nothing offered that would change a file.
function findingsOn(modeler, known = null) {
  return findingsIn({ list: document.querySelector('[data-findings]'), status: document.querySelector('[data-findings-status]'), modeler, known, server });
}

function label(modeler) {
  const picture = canvas.querySelector('.djs-container > svg');
  // Not "application": Orca says nothing of that, nor of the link behind it.
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', `Diagram: ${title}. The same as text is in the steps.`);
  begun(modeler.get('canvas'));
}

// What was saved before this page was opened is undone by the server.
async function across(modeler, keeper, findings, which) {
  const text = await keeper[which](), sentences = text === null ? [] : await open(modeler, text, server);
  if (sentences.length) await readOnly(text, sentences, modeler);
  else findings.refresh();
}

async function edit(text, modeler, keeper, known) {
  const findings = findingsOn(modeler, known);
  label(modeler);
  bar(root.querySelector('.pl-editor__bar'), modeler, (which) => across(modeler, keeper, findings, which));
  modeler.on('commandStack.changed', ({ trigger }) => { if (trigger !== 'clear') keeper.changed(() => changedText(modeler)); });
  keeping.addEventListener('saved', findings.refresh);
  if (element) findings.select(element);
  ready('edit');
  findings.refresh();
}

async function start() {
  let modeler = null;
  const restore = (text) => modeler && openIn(modeler, text);
  const keeper = keep({ status: keeping, restore, drawn: true });
  const [{ text, heldBy }, told] = await Promise.all([keeper.load(), server.get('known')]);
  if (heldBy || 'readOnly' in keeping.dataset || told.failed) { await readOnly(text, told.failed ? [told.failed] : []); return; }
  const known = knowing(told);
  modeler = modelerIn(canvas, panel, { known, server });
  const sentences = await open(modeler, text, server);
  if (sentences.length) await readOnly(text, sentences, modeler);
  else await edit(text, modeler, keeper, known);
}

start().catch((problem) => { console.warn(problem); readOnly('', ['The editor could not be opened. Load the page again.']); });

// The steps beside the drawing: they say what was last saved.
const steps = document.querySelector('[data-steps]'), look = fetched(steps, steps.dataset.steps, false);
keeping.addEventListener('saved', look);
