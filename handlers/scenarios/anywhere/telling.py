"""A story about a process, told from its beginning to its end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from engine.bundle import Bundle
from engine.model import MessageWait
from engine.rehearsal import Place, Stage
from handlers.scenarios.anywhere.answering import answers_for, offered_answers
from handlers.scenarios.anywhere.expecting import check
from handlers.scenarios.anywhere.opening import instant, meant, opening_of
from handlers.scenarios.anywhere.readiness import ready
from handlers.scenarios.model import ScenarioBroken
from handlers.scenarios.steps import at_step

Step = Mapping[str, Any]


def tell(story: Mapping[str, Any], bundle: Bundle) -> None:
    """Play a story, and see that everything in it is as it says. Raises FailedAt."""
    with at_step(0):
        player = Teller(bundle, story["given"])
    for number, step in enumerate(story["step"], 1):
        with at_step(number):
            player.take(step)


class Teller:
    """A story under way. `told` counts the calls whose letters were expected already."""

    def __init__(self, bundle: Bundle, given: Mapping[str, Any]) -> None:
        self.deployed = ready(bundle)
        self.stage = Stage(bundle, opening_of(given, self.deployed.zone))
        self.told = 0

    def take(self, step: Step) -> None:
        """One step; or everything it expects is as it says. Raises ScenarioBroken."""
        if "expect" in step:
            check(self.stage, step["expect"], self.deployed.zone, self.told)
            self.told = len(self.stage.calls) if "letters" in step["expect"] else self.told
            return
        self.stage.do(self._meant(meant(dict(step), self.deployed.zone)))
        if found := self.stage.problems():
            raise ScenarioBroken("; ".join(f"{one.element_id}: {one.sentence}" for one in found))

    def _meant(self, step: Step) -> Step:
        told = step.get("answers", {})
        if "submit" in step and (place := self._at("user_task", step, step["submit"])):
            return {**step, "answers": answers_for(self.stage, self.deployed, place, told)}
        if "offer" in step and (place := self._at("message", step, step["offer"])):
            offer = cast(MessageWait, place.wait).offer
            form = offer.form if offer else None
            return {**step, "answers": offered_answers(self.deployed, form, told)}
        if "travel" in step and not isinstance(step["travel"], str):
            return {**step, "travel": instant(step["travel"], self.deployed.zone).isoformat()}
        return step

    def _at(self, kind: str, step: Step, element: str) -> Place | None:
        """The place a step means; None is for the stage to refuse."""
        wanted = (kind, element, step.get("which", 1))
        there = ((place.kind, place.element, place.which) for place in self.stage.places())
        found = zip(there, self.stage.places(), strict=True)
        return next((place for key, place in found if key == wanted), None)
