// The page on which a decision table of a change is drawn: templates/studio/tables/drawn.html.
// When the editor is ready it has data-ready: "edit", or "read" when something would be lost.
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import '../studio/dmn/editor.css';
import { begin, modelerIn, textOf, views } from '../studio/dmn/modeler.js';
import { named } from '../studio/dmn/named.js';
import { findings } from '../studio/findings.js';
import { explain, lossesOf } from '../studio/kept-whole.js';
import { keep } from '../studio/keeping.js';

const container = document.querySelector('[data-table-editor]'), status = document.querySelector('[data-keeping]');
const box = document.querySelector('[data-losses]'), look = findings();
let opened = false;

const modeler = modelerIn(container, () => { if (opened) { keeper.changed(() => textOf(modeler)); setTimeout(look, 2500); } });
const keeper = keep({ status, drawn: true, restore: (text) => modeler.importXML(text).then(() => begin(modeler)) });

async function start() {
  const { text, heldBy } = await keeper.load();
  let sentences;
  try {
    const { warnings } = await modeler.importXML(text, { open: false });
    sentences = warnings.length ? warnings.map(({ message }) => message) : await lossesOf(container.dataset.kept, status.dataset.csrf, await textOf(modeler));
    await begin(modeler);
    views(modeler, document.querySelector('[data-views]'));
  } catch (problem) {
    sentences = [`The table cannot be drawn: ${problem.message}`];
  }
  const edited = !sentences.length && !heldBy && !('readOnly' in status.dataset);
  if (sentences.length) explain(box, sentences);
  if (!edited) { container.inert = true; keeper.close(); }
  opened = edited;
  container.dataset.ready = edited ? 'edit' : 'read';
}

named(container);
start();
