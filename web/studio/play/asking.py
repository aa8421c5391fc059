"""What a play asks where no form does: what a service gives, what a message carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.model import MessageWait, ServiceWait
from engine.rehearsal import Place
from handlers.scenarios import example_of
from handlers.scenarios.feel import feel
from web.parts import parts
from web.studio.play.scene import Scene, Step
from web.studio.play.values import ValueRefused, lines_of, value_of

MORE, ERROR, BY = "more", "error", "by"
WORDS = {"user_task": "submit", "service": "service", "signal": "signal", "message": "message"}
CARRIES = {"user_task": "answers", "service": "outputs"}


@dataclass(frozen=True)
class Value:
    """A value that is asked for by name, as it was typed or is proposed."""

    name: str
    text: str
    problem: str = ""


@dataclass(frozen=True)
class Asked:
    """The values of one place, and other lines `name = value`; `read` when nothing is wrong."""

    values: tuple[Value, ...]
    more: Value
    read: Mapping[str, Any] | None = None

    @property
    def problems(self) -> list[dict[str, str]]:
        """What is wrong, for the summary."""
        asked = (*self.values, self.more)
        return [{"text": one.problem, "href": f"#{one.name}"} for one in asked if one.problem]


def proposed(scene: Scene, place: Place) -> Asked:
    """What is proposed: what this service gave before in this play, else an example."""
    outputs = _outputs(scene, place)
    values = tuple(Value(f"v.{name}", feel(value)) for name, value in outputs.items())
    return Asked(values, Value(MORE, ""))


def sent(scene: Scene, place: Place, form: Mapping[str, str]) -> Asked:
    """What somebody sent."""
    now, read = scene.stage.now, {}
    values = []
    for name in _outputs(scene, place):
        text = form.get(f"v.{name}", "")
        try:
            read[name] = value_of(text, now)
            values.append(Value(f"v.{name}", text))
        except ValueRefused as no:
            values.append(Value(f"v.{name}", text, str(no)))
    try:
        more = Value(MORE, form.get(MORE, ""))
        read |= lines_of(more.text, now)
    except ValueRefused as no:
        more = Value(MORE, form.get(MORE, ""), str(no))
    found = Asked(tuple(values), more)
    return found if found.problems else Asked(tuple(values), more, read)


def step_of(place: Place, read: Mapping[str, Any], form: Mapping[str, str]) -> Step:
    """The step that says it."""
    if isinstance(place.wait, MessageWait) and place.wait.offer is None:
        return {"message": place.wait.message, "key": place.wait.key, "payload": dict(read)}
    if place.kind == "signal":
        return {"signal": getattr(place.wait, "signal", ""), "payload": dict(read)}
    if place.kind == "service" and form.get(ERROR, "").strip():
        return {**named(place), "error": form[ERROR].strip()}
    return {**named(place), CARRIES.get(place.kind, "answers"): dict(read), **by(form, place)}


def named(place: Place) -> dict[str, Any]:
    """How a step names a place."""
    word = "offer" if place.kind == "message" else WORDS[place.kind]
    return {word: place.element, **({"which": place.which} if place.which > 1 else {})}


def by(form: Mapping[str, str], place: Place) -> dict[str, str]:
    """Who does it, where a person does."""
    said = form.get(BY, "").strip()[:100]
    return {"by": said} if said and place.kind in ("user_task", "message") else {}


def usual(place: Place) -> str:
    """Who does it when nothing else is said."""
    return getattr(place.wait, "assignee", None) or ""


def _outputs(scene: Scene, place: Place) -> Mapping[str, Any]:
    if not isinstance(place.wait, ServiceWait):
        return {}
    for step in reversed(scene.steps):
        if step.get("service") == place.element and "outputs" in step:
            return dict(step["outputs"])
    operation = place.wait.operation
    return example_of(operation, parts().engine.context.registry.get(operation))
