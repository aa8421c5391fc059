// What the elements are called by those who own the process, and what each does.
const WORDS = {
  Process: ['The process', 'Everything on this page. Its name is what people read in lists.'],
  Collaboration: ['The processes on this page', 'Choose one of them to say more.'],
  Participant: ['A process', 'Who takes part: everything inside happens there.'],
  Lane: ['A lane', 'Who does what stands in it. Who is asked is said at each user task.'],
  StartEvent: ['A start', 'Here the process, or a group of steps, begins.'],
  EndEvent: ['An end', 'Here this way through the process ends.'],
  IntermediateThrowEvent: ['Something that is told', 'It happens when it is reached, and the process goes on.'],
  IntermediateCatchEvent: ['A wait', 'The process goes on when this happens.'],
  BoundaryEvent: ['Meanwhile', 'It happens while the step it sits on is not done.'],
  UserTask: ['Somebody does this', 'It stands in the inbox of whoever is asked, with its form.'],
  ManualTask: ['Somebody does this elsewhere', 'It stands in the inbox; whoever is asked says that it is done.'],
  ServiceTask: ['Done by Plumbline', 'Carries out one of the services below.'],
  SendTask: ['Plumbline sends something', 'A letter, or a message to another process.'],
  ReceiveTask: ['Waits for a message', 'The process goes on when the message comes.'],
  ScriptTask: ['Worked out by Plumbline', 'Each line of the script becomes a variable.'],
  BusinessRuleTask: ['Decided by a table', 'Its result becomes a variable.'],
  CallActivity: ['Carries out another process', 'It goes on when that one has ended.'],
  SubProcess: ['A group of steps', 'It goes on when all inside has ended.'],
  Transaction: ['Steps that hold together', 'What was done inside is undone when it is cancelled.'],
  Task: ['A step nobody is asked to do', 'It passes at once. Choose another kind with the key R.'],
  ExclusiveGateway: ['A choice', 'The first way whose condition is true is taken, else the default.'],
  InclusiveGateway: ['A choice of one or more', 'Every way whose condition is true is taken.'],
  ParallelGateway: ['At the same time', 'All ways are taken; it waits for all that lead here.'],
  EventBasedGateway: ['Whichever happens first', 'The first of the events behind it decides the way.'],
  ComplexGateway: ['A join with a condition', 'It waits until its condition is true.'],
  SequenceFlow: ['The way from one step to the next', 'Behind a choice it has a condition.'],
  MessageFlow: ['A message between processes', 'Drawn only: the events at its ends say which message it is.'],
  TextAnnotation: ['A note', 'For readers. It does nothing.'],
};

export function wordsOf(bo) {
  const kind = bo.$type.replace('bpmn:', '');
  return WORDS[kind] ?? [kind.replaceAll(/(?!^)([A-Z])/g, ' $1').toLowerCase(), ''];
}
