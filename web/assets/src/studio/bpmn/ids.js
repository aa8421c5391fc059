// A step that is drawn here gets its id from its first name, because findings, the policy's register and
// scenarios call it by it. What was there before keeps its id: running instances know it.
import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor';
import { object } from './model.js';

const MADE_UP = /^(Activity|Event|Gateway)_[0-9a-z]{7}$/, LONGEST = 40;

function fit(name, taken) {
  const base = name.toLowerCase().normalize('NFKD').replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^[_0-9]+|_+$/g, '').slice(0, LONGEST).replace(/_+$/, '');
  if (!base) return null;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}_${number}`;
    if (!taken(id)) return id;
  }
}

class Ids extends CommandInterceptor {
  constructor(eventBus, moddle, modeling) {
    super(eventBus);
    const drawn = new WeakSet();
    this.postExecuted(['shape.create'], ({ context }) => drawn.add(object(context.shape)));
    this.postExecuted(['element.updateLabel', 'element.updateProperties'], ({ context }) => {
      const element = context.element.labelTarget ?? context.element, bo = object(element);
      if (!drawn.has(bo) || !MADE_UP.test(bo.id) || !bo.name) return;
      const id = fit(bo.name, (one) => moddle.ids.assigned(one));
      if (id) modeling.updateProperties(element, { id });
    });
  }
}
Ids.$inject = ['eventBus', 'moddle', 'modeling'];

export default { __init__: ['plIds'], plIds: ['type', Ids] };
