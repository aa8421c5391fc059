// Reads and writes what our settings say at an element, in the engine's own elements.
// Each writing is one undoable command, reads the model anew, and leaves alone what it is not about.
import { getBusinessObject } from 'bpmn-js/lib/util/ModelUtil';

const OURS = 'spiffworkflow:';

export const object = (element) => getBusinessObject(element);
const extensions = (bo) => bo.get('extensionElements')?.get('values') ?? [];
export const extension = (bo, type) => extensions(bo).find((one) => one.$type === OURS + type);
const listed = (bo) => extension(bo, 'Properties')?.get('properties') ?? [];
export const property = (bo, name) => listed(bo).find((one) => one.name === name)?.value ?? '';
export const words = (bo, type) => extension(bo, type)?.value ?? '';
export const operator = (bo) => extension(bo, 'ServiceTaskOperator');
export const parameters = (bo) => operator(bo)?.parameterList?.get('parameters') ?? [];
export const parameter = (bo, id) => parameters(bo).find((one) => one.id === id)?.value ?? '';

export function processOf(bo) {
  if (bo.$type === 'bpmn:Participant') return bo.processRef?.id ?? '';
  for (let one = bo; one; one = one.$parent) if (one.$type === 'bpmn:Process') return one.id;
  return '';
}

export function definitionsOf(bo) {
  let one = bo;
  while (one.$parent) one = one.$parent;
  return one;
}

export function writing(injector) {
  const modeling = injector.get('modeling'), factory = injector.get('bpmnFactory');

  function made(type, parent, given) {
    const one = factory.create(type, given);
    one.$parent = parent;
    return one;
  }

  const change = (element, what, given) => modeling.updateModdleProperties(element, what, given);
  const without = (list, one) => list.filter((other) => other !== one);

  function add(element, type, given, fill = () => ({})) {
    const bo = object(element), known = bo.get('extensionElements');
    const holder = known ?? made('bpmn:ExtensionElements', bo, { values: [] });
    const one = made(OURS + type, holder, given);
    Object.assign(one, fill(one));
    if (known) change(element, known, { values: [...known.get('values'), one] });
    else { holder.values = [one]; change(element, bo, { extensionElements: holder }); }
  }

  function remove(element, one) {
    const bo = object(element), holder = bo.get('extensionElements'), values = without(holder.get('values'), one);
    if (values.length) change(element, holder, { values });
    else change(element, bo, { extensionElements: undefined });
  }

  function setWords(element, type, value) {
    const one = extension(object(element), type);
    if (!value) { if (one) remove(element, one); return; }
    if (one) change(element, one, { value });
    else add(element, type, { value });
  }

  function setProperty(element, name, value) {
    const bo = object(element), group = extension(bo, 'Properties'), one = listed(bo).find((other) => other.name === name);
    if (one && value) return change(element, one, { value });
    if (one) return listed(bo).length > 1 ? change(element, group, { properties: without(listed(bo), one) }) : remove(element, group);
    if (!value) return undefined;
    const create = (parent) => made(`${OURS}Property`, parent, { name, value });
    if (group) return change(element, group, { properties: [...listed(bo), create(group)] });
    return add(element, 'Properties', {}, (parent) => ({ properties: [create(parent)] }));
  }

  function setOperation(element, id) {
    const one = operator(object(element));
    if (!id) { if (one) remove(element, one); return; }
    if (one) change(element, one, { id });
    else add(element, 'ServiceTaskOperator', { id });
  }

  const setResult = (element, name) => change(element, operator(object(element)), { resultVariable: name || undefined });

  function setParameter(element, id, value) {
    const bo = object(element), whole = operator(bo), list = whole.parameterList, one = parameters(bo).find((other) => other.id === id);
    if (one && value) return change(element, one, { value });
    if (one) return change(element, list, { parameters: without(parameters(bo), one) });
    if (!value) return undefined;
    const create = (parent) => made(`${OURS}Parameter`, parent, { id, type: 'any', value });
    if (list) return change(element, list, { parameters: [...parameters(bo), create(list)] });
    const fresh = made(`${OURS}Parameters`, whole, {});
    fresh.parameters = [create(fresh)];
    return change(element, whole, { parameterList: fresh });
  }

  // An expression of BPMN's own, such as a condition: kept as it is but for its text.
  function setExpression(element, holder, name, body) {
    const one = holder.get(name);
    if (one && body) return change(element, one, { body });
    const given = body ? made('bpmn:FormalExpression', holder, { body }) : undefined;
    return change(element, holder, { [name]: given });
  }

  // A message, signal, error or escalation of the file, by its name; made when there is none.
  function refer(element, holder, kind, name) {
    const root = definitionsOf(holder), type = `bpmn:${kind}`, key = `${kind.toLowerCase()}Ref`;
    const label = { Error: 'errorCode', Escalation: 'escalationCode' }[kind] ?? 'name';
    if (!name) return change(element, holder, { [key]: undefined });
    let found = root.get('rootElements').find((one) => one.$type === type && one[label] === name);
    if (!found) {
      found = made(type, root, { name, ...(label === 'name' ? {} : { [label]: name }) });
      change(element, root, { rootElements: [...root.get('rootElements'), found] });
    }
    return change(element, holder, { [key]: found });
  }

  return { change, made, setWords, setProperty, setOperation, setResult, setParameter, setExpression, refer };
}
