// What the deployment check says of this file: a mark at each element, and the list below the diagram.
const LEVELS = { error: 'Error', warning: 'Warning', advice: 'Advice' };
const ORDER = ['error', 'warning', 'advice'];
const MARKS = 'pl-finding', READABLE = 0.8;

function made(tag, className, text = '') {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function byElement(findings) {
  const found = new Map();
  for (const one of findings) found.set(one.element, [...(found.get(one.element) ?? []), one]);
  return found;
}

export function selecting(modeler) {
  const registry = modeler.get('elementRegistry'), canvas = modeler.get('canvas'), selection = modeler.get('selection');
  return (id) => {
    const element = registry.get(id);
    if (!element || element === canvas.getRootElement()) return false;
    if (canvas.zoom() < READABLE) canvas.zoom(READABLE);
    canvas.scrollToElement(element);
    selection.select(element);
    return true;
  };
}

function mark(modeler, findings) {
  const overlays = modeler.get('overlays'), registry = modeler.get('elementRegistry'), root = modeler.get('canvas').getRootElement();
  overlays.remove({ type: MARKS });
  for (const [id, some] of byElement(findings)) {
    const element = registry.get(id);
    if (!element || element === root) continue;
    const level = ORDER.find((name) => some.some((one) => one.level === name)), badge = made('div', `pl-mark pl-mark--${level}`, level[0].toUpperCase());
    badge.title = some.map(({ sentence, remedy }) => `${sentence} ${remedy}`).join('\n');
    overlays.add(element, MARKS, { position: element.waypoints ? { top: -12, left: 0 } : { top: -12, right: 12 }, html: badge });
  }
}

function line(one, name, select) {
  const item = made('li', `pl-findings__one pl-findings__one--${one.level}`), level = made('strong', 'govuk-tag', LEVELS[one.level]);
  level.classList.add({ error: 'govuk-tag--red', warning: 'govuk-tag--yellow', advice: 'govuk-tag--blue' }[one.level]);
  item.append(level, ' ');
  if (name) {
    const button = made('button', 'pl-small-button', name);
    button.type = 'button';
    button.addEventListener('click', () => select(one.element));
    item.append(button, ' ');
  }
  item.append(`${one.sentence} ${one.remedy}`);
  return item;
}

function counted(findings) {
  const some = ORDER.map((level) => [level, findings.filter((one) => one.level === level).length]).filter(([, number]) => number);
  return some.length ? some.map(([level, number]) => `${number} ${number === 1 || level === 'advice' ? level : `${level}s`}`).join(', ') : 'Nothing is wrong with this file.';
}

export function findingsIn({ list, status, modeler, known, server }) {
  const registry = modeler.get('elementRegistry'), select = selecting(modeler);
  const named = (id) => registry.get(id) && (registry.get(id).businessObject.name?.replaceAll(/\s+/g, ' ') || id);
  let running = false, again = false;

  function agree(register, agreed) {
    const button = made('button', 'govuk-button govuk-button--secondary', 'Write these clauses into the policy’s register'), item = made('li', '');
    button.type = 'button';
    button.addEventListener('click', async () => {
      button.disabled = true;
      const answer = await server.post('clauses', {});
      if (answer.failed) { status.textContent = answer.failed; button.disabled = false; } else agreed();
    });
    item.append(made('p', 'govuk-body', `The register and this diagram name each other differently at ${register.join(', ')}.`), button);
    return item;
  }

  // One at a time: what is saved meanwhile is asked about when the answer is there.
  async function refresh() {
    if (running) { again = true; return; }
    running = true;
    do {
      again = false;
      show(await server.get('findings'));
    } while (again);
    running = false;
  }

  function show(answer) {
    if (answer.failed) { status.textContent = answer.failed; return; }
    // The panel of what is selected already was made without it.
    if (known?.learn(answer)) modeler.get('eventBus').fire('propertiesPanel.providersChanged');
    mark(modeler, answer.findings);
    const count = counted(answer.findings);
    if (status.textContent !== count) status.textContent = count;
    const lines = answer.findings.map((one) => line(one, named(one.element), select));
    list.replaceChildren(...(known && answer.register.length ? [agree(answer.register, refresh)] : []), ...lines);
  }
  return { refresh, select };
}
