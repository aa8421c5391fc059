"""What happens when a step takes too long: what is there, and what is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.editing.diagrams import HOSTS, Drawing, EditRefused, Facts, Late
from web.diagrams.outline import EVENTS, KINDS
from web.studio.outline.fields import CHOICE, FEEL, LINE, STOPS, TIMERS, WHEN, Field
from web.studio.outline.known import Choices

NEW: Choices = (("", "A new step"),)
ENDS: Choices = (("", "Nothing: that way ends"),)
WRONG = {
    "late.name": ("It has no name.", "Say what happens, such as “Nobody answered”."),
    "late.text": ("It is not said when.", "Write how long it may take, such as P5D."),
    "late.step": ("The new step has no name.", "Name it, or choose a step that is there."),
}


class FieldRefused(EditRefused):
    """The edit cannot be made as something is missing in the field."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(*WRONG[field])


@dataclass(frozen=True)
class Meanwhile:
    """An event on a step's edge: its id and name, what it is, and what only follows from it."""

    id: str
    name: str
    about: str
    following: str


def meanwhile(drawing: Drawing, id: str) -> list[Meanwhile]:
    """What may happen while somebody is at the step."""
    return [_told(drawing, event) for event in drawing.meanwhile(id)]


def following(drawing: Drawing, event: str) -> str:
    """What goes when an event on an edge goes, in quotes; empty for nothing."""
    return ", ".join(f"“{called(one)}”" for one in drawing.goes_with(event))


def called(step: Facts) -> str:
    """Its name, or what it is."""
    return step.name or KINDS.get(step.kind, step.kind)


def may_be_late(step: Facts) -> bool:
    """Whether events can be put on its edge."""
    return step.kind in HOSTS


def fields(
    sent: Mapping[str, str], targets: Sequence[tuple[str, str]], kinds: Choices
) -> list[Field]:
    """What is asked of a timer that is to be added."""
    there = tuple(targets)
    known = (
        Field("late.name", "What happens then", "", LINE, "Such as: Nobody has answered."),
        Field("late.kind", "It happens", TIMERS[1][0], CHOICE, "", TIMERS),
        Field("late.text", "When", "", FEEL, WHEN),
        Field("late.stops", "What becomes of this step", "no", CHOICE, "", STOPS),
        Field("late.target", "It leads to", "", CHOICE, "", NEW + there),
        Field("late.step", "Name of the step that is added", "", LINE, "If it leads to a new one."),
        Field("late.what", "What that step is", "userTask", CHOICE, "", kinds),
        Field("late.onward", "What follows that step", "", CHOICE, "", ENDS + there),
    )
    return [replace(field, value=sent.get(field.name, field.value)) for field in known]


def wanted(sent: Mapping[str, str]) -> Late:
    """The timer that is asked for. Raises FieldRefused where something is missing."""
    said = {name: sent.get(f"late.{name}", "").strip() for name in _NAMES}
    for name in ("name", "text", *(() if said["target"] else ("step",))):
        if not said[name]:
            raise FieldRefused(f"late.{name}")
    timer, stops = (said["kind"], said["text"]), said["stops"] == "yes"
    new = {"step": said["step"], "kind": said["what"], "onward": said["onward"]}
    return Late(said["name"], timer, stops, target=said["target"], **new)


_NAMES = ("name", "kind", "text", "stops", "target", "step", "what", "onward")


def _told(drawing: Drawing, event: Facts) -> Meanwhile:
    kind, text = event.timer
    when = f"{dict(TIMERS).get(kind, '')}: {text}" if text else EVENTS.get(event.event, event.event)
    over = "this step is over then" if event.stops else "this step goes on beside it"
    leads = ", ".join(called(drawing.facts(way.target)) for way in event.ways)
    about = f"{when}; {over}; leads to {leads or 'nothing yet'}."
    return Meanwhile(event.id, called(event), about, following(drawing, event.id))
