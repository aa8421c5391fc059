// Opens a file only for editing when nothing of it would be lost: the editor saves it once without a
// change, and the server compares the two. Otherwise the page says why, and shows the picture.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { openIn, textOf } from './modeler.js';

const MOST_BYTES = 1_000_000;
const WHERE = /\n\s*line: (\d+)[\s\S]*/;

const plainly = ({ message }) => message.replace(WHERE, ' (line $1)').replace('unparsable content', 'The editor does not understand');

const isTooLarge = (text) => new Blob([text]).size > MOST_BYTES;

// Why the file is not edited here, as sentences; [] when it is. The comparison decides: what the editor only
// does not know, such as an attribute of another tool, it keeps.
export async function open(modeler, text, server) {
  if (isTooLarge(text)) return ['The file is larger than 1 MB, and nothing here reads it. Split it into called processes.'];
  try {
    const warnings = await openIn(modeler, text);
    const { losses, failed } = await server.post('kept', await textOf(modeler), 'application/octet-stream');
    if (failed) return [failed];
    return losses.length ? [...warnings.map(plainly), ...losses] : [];
  } catch (problem) {
    return [`The picture cannot be drawn: ${plainly(problem)}`];
  }
}

export async function showOnly(container, text) {
  const viewer = new NavigatedViewer({ container });
  try {
    if (isTooLarge(text)) throw new Error('too large');
    await viewer.importXML(text);
    viewer.get('canvas').zoom('fit-viewport', 'auto');
  } catch {
    container.textContent = 'There is no picture to show.';
  }
  return viewer;
}

function made(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

export function explain(box, sentences, outline) {
  const list = made('ul', 'govuk-list govuk-list--bullet'), link = made('a', 'govuk-link', 'Change it as text');
  link.href = outline;
  for (const sentence of sentences) list.append(made('li', '', sentence));
  const end = made('p', 'govuk-body', 'Nothing was changed. ');
  end.append(link);
  box.replaceChildren(made('h2', 'govuk-heading-m', 'This diagram can be read here, and not edited'), made('p', 'govuk-body', 'Saving it from this editor would change what it says:'), list, end);
  box.hidden = false;
}
