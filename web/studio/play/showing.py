"""A play as its page shows it: what waits, what happened, and what would leave the house."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from engine.errors import Permanent
from engine.model import MessageWait, ServiceWait, TimerWait, UserTaskWait
from engine.rehearsal import Call, Place, Row
from handlers.directory.roles import ROLES
from handlers.letters.texts import LetterTexts, Rendered
from handlers.letters.trying import READER, sample
from handlers.scenarios import readers_of
from handlers.scenarios.feel import feel
from web.studio.play.scene import Scene, Step, Turn
from web.words import moment, plain

DOCUMENTS = ("documents.", "distribution.")
NEXT = {"travel": "next"}
GATEWAYS = ("exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway")
MOST_SAID = 200


@dataclass(frozen=True)
class Waiting:
    """Something that waits, in words, and the word on the button that goes on with it."""

    place: Place
    title: str
    about: str
    act: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter that would go: `rendered` with sample names, or why it could not be."""

    name: str
    reader: str
    rendered: Rendered | None
    trouble: str = ""


@dataclass(frozen=True)
class Happened:
    """A step in words, when it was done, and what came of it by itself."""

    sentence: str
    at: datetime
    came: list[str]
    letters: list[Letter] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    services: list[str] = field(default_factory=list)


def waiting(scene: Scene) -> list[Waiting]:
    """Everything that waits: what can be done first."""
    found = [_waiting(place) for place in scene.stage.places()]
    return sorted(found, key=lambda one: not one.act)


def _waiting(place: Place) -> Waiting:
    wait = place.wait
    title = place.name + (f" ({place.which})" if place.which > 1 else "")
    if isinstance(wait, UserTaskWait):
        return Waiting(place, title, _for(wait), "Do it")
    if isinstance(wait, ServiceWait):
        return Waiting(place, title, f"The service {wait.operation}", "Say what it gives")
    if isinstance(wait, TimerWait):
        return Waiting(place, title, f"Due {moment(wait.due)}", "Travel there")
    if isinstance(wait, MessageWait):
        about = f"The message {wait.message}" + (f", key {wait.key}" if wait.key else "")
        return Waiting(place, wait.offer.label if wait.offer else title, about, "Send it")
    if place.kind == "signal":
        return Waiting(place, title, f"The signal {getattr(wait, 'signal', '')}", "Send it")
    return Waiting(place, title, f"Until it is true that {getattr(wait, 'text', '')}")


def _for(wait: UserTaskWait) -> str:
    group = wait.candidate_group or ""
    who = wait.assignee or ROLES.get(group) or plain(group) or "nobody yet"
    return f"For {who}" + (f", due {moment(wait.due)}" if wait.due else "")


def happened(scene: Scene) -> list[Happened]:
    """The beginning and every step, each with what came of it by itself."""
    return [_happened(scene, turn) for turn in scene.turns]


def _happened(scene: Scene, turn: Turn) -> Happened:
    letters = [_letter(scene, call, reader) for call in turn.calls for reader in readers_of(call)]
    others = [call for call in turn.calls if "letter" not in call.inputs]
    documents = [_named(call) for call in others if call.operation.startswith(DOCUMENTS)]
    services = [_named(call) for call in others if not call.operation.startswith(DOCUMENTS)]
    came = [_came(row) for row in turn.rows if row.type not in GATEWAYS]
    sentence = said(scene, turn.step) if turn.step else "It began"
    return Happened(sentence, turn.at, came, letters, documents, services)


def said(scene: Scene, step: Step) -> str:
    """A step as a sentence."""
    name = scene.names.get(str(next(iter(step.values()))), "")
    whose = f", by {step['by']}" if step.get("by") else ""
    if "submit" in step:
        return f"{name} was done{whose}{_given(step, 'answers')}"
    if "service" in step:
        gave = f"reported {step['error']}" if "error" in step else "ended"
        return f"{name} {gave}{_given(step, 'outputs')}"
    if "offer" in step:
        return f"{name} was sent{whose}{_given(step, 'answers')}"
    if "travel" in step:
        return "The clock went on to the next timer" if step == NEXT else "The clock went on"
    kind = "message" if "message" in step else "signal"
    return f"The {kind} {step[kind]} came{_given(step, 'payload')}"


def _given(step: Step, part: str) -> str:
    """What was said, as far as it is short."""
    given = step.get(part) or {}
    text = ", ".join(f"{name} = {feel(value)}" for name, value in given.items())
    return f": {text}" if text and len(text) <= MOST_SAID else ""


def _came(row: Row) -> str:
    ended = {"cancelled": " was cancelled", "failed": " failed"}.get(row.state, "")
    return f"{row.name or row.id}{ended}"


def _named(call: Call) -> str:
    given = ", ".join(f"{name} = {feel(value)}" for name, value in call.inputs.items())
    return f"{call.name or call.element_id}: {call.operation}" + (f" ({given})" if given else "")


def _letter(scene: Scene, call: Call, reader: str) -> Letter:
    name = str(call.inputs["letter"])
    try:
        texts = LetterTexts(scene.bundle, name)
        known = {**sample(scene.bundle, texts, False), "recipient": {**READER, "name": reader}}
        known["about"] = call.inputs.get("about") or {}
        return Letter(name, reader, texts.render(known))
    except Permanent as no:
        return Letter(name, reader, None, str(no))
