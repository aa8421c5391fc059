// What the editor knows of BPMN: the standard's own description with our settings beside it.
// A loop names a variable where the standard refers to data of the file; as a reference that leads
// nowhere it would be dropped, so here it is text.
const NAMES = { MultiInstanceLoopCharacteristics: ['loopDataInputRef', 'loopDataOutputRef'] };

function plain(property) {
  const { isReference, ...rest } = property;
  return { ...rest, type: 'String' };
}

function loosened(type) {
  const names = NAMES[type.name];
  if (!names) return type;
  const properties = type.properties.map((one) => (names.includes(one.name) ? plain(one) : one));
  return { ...type, properties };
}

// The packages for moddle. `bpmn` and `ours` are descriptions as JSON.
export function packages(bpmn, ours) {
  return { bpmn: { ...bpmn, types: bpmn.types.map(loosened) }, spiffworkflow: ours };
}
