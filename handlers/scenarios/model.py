"""What a scenario is, and how it went."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import PlumblineError

FOLDER = "scenarios/"


class ScenarioBroken(PlumblineError):
    """A scenario cannot go on, or something is not as it expects; the sentence says what."""


@dataclass(frozen=True)
class Result:
    """How one scenario went. `step` is where it failed, 0 for what is given at its beginning."""

    name: str
    title: str
    passed: bool
    step: int | None = None
    sentence: str = ""
    seconds: float = 0.0

    @property
    def words(self) -> str:
        """Passed, or where it failed and why."""
        if self.passed:
            return "Passed"
        place = f"step {self.step}" if self.step else "the beginning"
        return f"Failed at {place}: {self.sentence}"
