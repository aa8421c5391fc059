// What can be drawn is what runs: the palette and the menus leave out the rest. The check says why, for
// diagrams that come from elsewhere.
const PALETTE = ['create.data-store', 'create.data-object', 'create.group'];
const LEFT_OUT = /ad-hoc|data-store|collapsed-pool|collapsed-subprocess|none-boundary|create-conditional-start/;
const MENUS = ['bpmn-append', 'bpmn-create', 'bpmn-replace'];

function without(entries, isLeftOut) {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !isLeftOut(name)));
}

class Reduced {
  constructor(palette, popupMenu) {
    palette.registerProvider(500, this);
    for (const menu of MENUS) popupMenu.registerProvider(menu, 500, this);
  }

  getPaletteEntries() {
    return (entries) => without(entries, (name) => PALETTE.includes(name));
  }

  getPopupMenuEntries() {
    return (entries) => without(entries, (name) => LEFT_OUT.test(name));
  }

  getPopupMenuHeaderEntries() {
    return (entries) => entries;
  }
}
Reduced.$inject = ['palette', 'popupMenu'];

export default { __init__: ['plReduced'], plReduced: ['type', Reduced] };
