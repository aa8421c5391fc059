import { fitted } from './fitting.js';

// The buttons above the diagram: all that the keys do, for who uses neither them nor the palette.
// Undoing goes on across saves: `across("undo")` when nothing is left that was done on this page.
export function bar(element, modeler, across) {
  const get = (name) => modeler.get(name), actions = get('editorActions'), canvas = get('canvas'), stack = get('commandStack'), minimap = get('minimap');
  const zoom = (factor) => canvas.zoom(canvas.zoom() * factor);
  const middle = () => { const { left, top, width, height } = canvas.getContainer().getBoundingClientRect(); return { x: left + width / 3, y: top + height / 4 }; };
  const append = () => {
    const [selected] = get('selection').get();
    if (selected) get('popupMenu').open(selected, 'bpmn-append', middle(), { title: 'Add after it', width: 300, search: true });
  };
  const does = {
    undo: () => (stack.canUndo() ? actions.trigger('undo') : across('undo')), redo: () => (stack.canRedo() ? actions.trigger('redo') : across('redo')),
    find: () => actions.trigger('find'), append,
    create: () => get('popupMenu').open(canvas.getRootElement(), 'bpmn-create', middle(), { title: 'Add', width: 300, search: true }),
    zoomIn: () => zoom(1.2), zoomOut: () => zoom(1 / 1.2), fit: () => fitted(canvas), minimap: () => minimap.toggle(),
  };
  for (const button of element.querySelectorAll('[data-do]')) button.addEventListener('click', () => does[button.dataset.do]());
  get('eventBus').on('minimap.toggle', ({ open }) => element.querySelector('[data-do=minimap]').setAttribute('aria-pressed', String(open)));
  element.hidden = false;
}
