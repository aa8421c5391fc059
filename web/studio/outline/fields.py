"""The fields a step has, by its kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.editing.diagrams import Facts
from web.studio.outline.known import Choices, Known

PEOPLE = ("userTask", "manualTask")
SERVICES = ("serviceTask", "sendTask")
LINE, WORDS, FEEL, CHOICE = "line", "words", "feel", "choice"
TIMERS: Choices = (
    ("timeDate", "On a date"),
    ("timeDuration", "After a while"),
    ("timeCycle", "Again and again"),
)
STOPS: Choices = (("no", "It goes on, and this happens beside it"), ("yes", "It is over"))
# Events on an edge after which the step may go on.
MAY_GO_ON = ("timer", "message", "signal", "conditional", "escalation")
WHEN = (
    "Such as working_days_from(today(), 5), P10D for ten days, or R/P7D for every week. "
    "Numbers that may change are parameters: parameters.review_working_days."
)
DUE = (
    "A day, such as working_days_from(today(), 5). "
    "Numbers that may change are parameters: parameters.review_working_days."
)
SAID = (
    ("why", "Why it is with them"),
    ("dueReason", "Why it is due then"),
    ("ifNothing", "What happens if they do nothing"),
    ("next", "Who is next"),
)


@dataclass(frozen=True)
class Field:
    """A field of the page: `name` is what is sent, `kind` one of LINE, WORDS, FEEL, CHOICE."""

    name: str
    label: str
    value: str
    kind: str = LINE
    hint: str = ""
    choices: Choices = ()


@dataclass(frozen=True)
class Group:
    """Fields under a heading."""

    title: str
    fields: tuple[Field, ...]


def groups(step: Facts, lanes: list[tuple[str, str]], known: Known) -> list[Group]:
    """What can be said at this element, in the order people think of it."""
    found = (
        ("What it is", _what(step)),
        ("Who does it", _who(step, lanes, known)),
        ("What they fill in", _form(step, known)),
        ("When", _when(step)),
        ("What Plumbline does", _work(step, known)),
        ("What people are told", _told(step)),
        ("Policy", _policy(step)),
    )
    made = [Group(title, tuple(fields)) for title, fields in found]
    return [group for group in made if group.fields]


def _what(step: Facts) -> Iterator[Field]:
    yield Field("name", "Name", step.name)


def _who(step: Facts, lanes: list[tuple[str, str]], known: Known) -> Iterator[Field]:
    if lanes and step.kind != "boundaryEvent" and step.lane:
        yield Field("lane", "Lane", step.lane, CHOICE, "Where it is drawn.", tuple(lanes))
    if step.kind in PEOPLE:
        yield _property(step, "assignee", "The person", FEEL, "A variable that holds a person.")
        roles = (("", "Nobody else"), *known.roles)
        hint = "A role whose people may take it."
        yield _property(step, "candidateGroup", "The group", CHOICE, hint, roles)


def _form(step: Facts, known: Known) -> Iterator[Field]:
    if step.kind == "userTask":
        forms = (("", "No form"), *known.forms)
        yield _property(step, "form", "Form", CHOICE, "", forms)
        yield _property(step, "context", "What the form is shown", FEEL)
        yield _property(step, "results", "What becomes of the answers", FEEL)


def _when(step: Facts) -> Iterator[Field]:
    if step.kind in PEOPLE:
        yield _property(step, "due", "Due", FEEL, DUE)
    if step.event == "timer" or (step.kind == "intermediateCatchEvent" and not step.event):
        kind, text = step.timer
        yield Field("timer.kind", "It happens", kind or TIMERS[0][0], CHOICE, "", TIMERS)
        yield Field("timer.text", "When", text, FEEL, WHEN)

    if step.kind == "boundaryEvent" and step.event in MAY_GO_ON:
        yield Field("stops", "What becomes of the step", _yes(step.stops), CHOICE, "", STOPS)


def _yes(stops: bool) -> str:
    return "yes" if stops else "no"


def _work(step: Facts, known: Known) -> Iterator[Field]:
    if step.kind in SERVICES:
        offered = (("", "Choose a service"), *known.operations)
        yield _choice("operation", "Service", step.operation, offered)
        for name, value in step.inputs.items():
            yield Field(f"input.{name}", f"Input {name}", value, FEEL)
    if step.kind == "businessRuleTask":
        tables = (("", "Choose a table"), *known.decisions)
        yield _choice("decision", "Table", step.decision, tables)
        yield _property(step, "result", "Variable for the result")
    if step.kind == "callActivity":
        processes = (("", "Choose a process"), *known.processes)
        yield _choice("called", "Process", step.called, processes)
        yield _property(step, "variables", "What it is given", FEEL)
    if step.kind == "scriptTask":
        yield Field("script", "What is worked out", step.script, FEEL)


def _told(step: Facts) -> Iterator[Field]:
    if step.kind == "userTask":
        for name, label in SAID:
            yield _property(step, name, label, WORDS)


def _policy(step: Facts) -> Iterator[Field]:
    hint = "Their numbers with spaces between, such as R31 R32."
    yield _property(step, "clauses", "Clauses this carries out", LINE, hint)


def _property(
    step: Facts, name: str, label: str, kind: str = LINE, hint: str = "", choices: Choices = ()
) -> Field:
    value = step.properties.get(name, "")
    return Field(f"property.{name}", label, value, kind, hint, _with(choices, value))


def _choice(name: str, label: str, value: str, choices: Choices) -> Field:
    return Field(name, label, value, CHOICE, "", _with(choices, value))


def _with(choices: Choices, value: str) -> Choices:
    """What is chosen is offered even when nobody knows it: it must not be lost by saving."""
    if not choices or value in dict(choices):
        return choices
    return (*choices, (value, f"{value} (not known here)"))
