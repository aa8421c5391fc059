// Draws a BPMN diagram, read only, into every element that has `data-xml-url`.
//   data-xml-url   where the diagram's XML is
//   data-marks     JSON list of {"id": element id, "kind": "done" | "waiting" | "incident" | …, "word": shown beside it, or none}
//   data-near      begin where the marks are, and not with all of it
//   data-label     what the picture shows, for people who cannot see it
// Each mark becomes the CSS class `mark-<kind>`. The bpmn.io watermark must stay visible (licence).
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import '../bpmn-viewer.css';

const AROUND = 60;
const KIND = /^[a-z][a-z0-9-]*$/;

async function xmlOf(url) {
  const answer = await fetch(url, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.text();
}

// Marks replace one another, so a page may call this again when the instance moves on.
export function mark(viewer, marks) {
  const canvas = viewer.get('canvas'), registry = viewer.get('elementRegistry');
  for (const { id, kind, word } of marks) {
    const element = registry.get(id);
    if (!element || !KIND.test(kind)) continue;
    canvas.addMarker(id, `mark-${kind}`);
    if (word && !element.waypoints) beside(viewer, id, kind, word);
  }
}

function beside(viewer, id, kind, word) {
  const html = document.createElement('span');
  html.className = `mark-word mark-word-${kind}`;
  html.textContent = word;
  // The steps below say it of each element by name: alone it would be read out without one.
  html.setAttribute('aria-hidden', 'true');
  viewer.get('overlays').add(id, { position: { top: -16, left: 0 }, html });
}

// Where the marks are, at a size that can be read; nothing when none is drawn.
function near(viewer, marks) {
  const canvas = viewer.get('canvas'), registry = viewer.get('elementRegistry'), { outer } = canvas.viewbox();
  const some = marks.map(({ id }) => registry.get(id)).filter((one) => one?.width);
  if (!some.length) return;
  const least = (of) => Math.min(...some.map(of)) - AROUND, most = (of) => Math.max(...some.map(of)) + AROUND;
  const left = least(({ x }) => x), top = least(({ y }) => y), right = most(({ x, width }) => x + width), bottom = most(({ y, height }) => y + height);
  const scale = Math.min(outer.width / (right - left), outer.height / (bottom - top), 1), width = outer.width / scale, height = outer.height / scale;
  canvas.viewbox({ x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height });
}

// For the keyboard, and for who has no wheel: above the picture, which follows the label.
function buttons(container, viewer) {
  const canvas = viewer.get('canvas'), row = document.createElement('div');
  row.className = 'zoom-buttons';
  row.setAttribute('role', 'group');
  row.setAttribute('aria-label', 'Size of the diagram');
  const fit = () => canvas.zoom('fit-viewport', 'auto'), by = (factor) => () => canvas.zoom(canvas.zoom() * factor);
  for (const [words, act] of [['Zoom in', by(1.3)], ['Zoom out', by(1 / 1.3)], ['Fit all of it', fit]]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words;
    button.addEventListener('click', act);
    row.append(button);
  }
  container.before(row);
}

// Resolves to the viewer when the diagram is drawn and marked.
export async function show(container) {
  const viewer = new NavigatedViewer({ container });
  await viewer.importXML(await xmlOf(container.dataset.xmlUrl));
  viewer.get('canvas').zoom('fit-viewport', 'auto');
  const marks = JSON.parse(container.dataset.marks || '[]');
  mark(viewer, marks);
  if ('near' in container.dataset) near(viewer, marks);
  const picture = container.querySelector('.djs-container > svg');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', container.dataset.label || 'Diagram of the process');
  buttons(container, viewer);
  container.dataset.drawn = 'true';
  return viewer;
}

function sorry(container) {
  const sentence = document.createElement('p');
  sentence.className = 'govuk-body';
  sentence.textContent = 'The diagram could not be drawn. The list of steps on this page says the same.';
  container.replaceChildren(sentence);
  container.dataset.drawn = 'false';
}

for (const container of document.querySelectorAll('[data-xml-url]')) {
  show(container).catch((problem) => { console.warn(problem); sorry(container); });
}
