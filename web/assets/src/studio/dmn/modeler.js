// The table editor, with buttons for the decisions of the file: it has several views of one.
import Modeler from 'dmn-js/lib/Modeler';

const KINDS = { drd: 'How decisions need each other', decisionTable: 'Table', literalExpression: 'Expression', boxedExpression: 'Logic' };

export function modelerIn(container, onChange) {
  const heard = new WeakSet(), modeler = new Modeler({ container });
  modeler.on('views.changed', () => {
    const viewer = modeler.getActiveViewer();
    if (!viewer || heard.has(viewer)) return;
    heard.add(viewer);
    viewer.get('eventBus').on('elements.changed', onChange);
  });
  return modeler;
}

export const textOf = async (modeler) => (await modeler.saveXML({ format: true })).xml;

// The table first: that is what an owner comes for.
export const begin = (modeler) => modeler.open(modeler.getViews().find(({ type }) => type === 'decisionTable') ?? modeler.getViews()[0]);

export function views(modeler, box) {
  function draw() {
    const active = modeler.getActiveView();
    box.replaceChildren(...modeler.getViews().map((view) => {
      const button = document.createElement('button'), name = view.type === 'drd' ? '' : view.element.name ?? view.element.id;
      button.type = 'button';
      button.className = 'govuk-button govuk-button--secondary pl-small';
      button.textContent = name ? `${KINDS[view.type] ?? 'Logic'}: ${name}` : KINDS.drd;
      button.setAttribute('aria-pressed', String(view.element === active?.element));
      button.addEventListener('click', () => modeler.open(view));
      return button;
    }));
  }
  modeler.on('views.changed', draw);
  draw();
}
