"""What the decisions refuse."""

from __future__ import annotations

from collections.abc import Sequence

from engine.errors import PlumblineError


class DecisionRefused(PlumblineError):
    """A file of decisions cannot be used: file, element, what is wrong and what to do."""

    def __init__(self, file: str, element: str, sentence: str, remedy: str) -> None:
        self.file, self.element, self.sentence, self.remedy = file, element, sentence, remedy
        super().__init__(f"{file}: {element}: {sentence} {remedy}")


class DecisionFailed(PlumblineError):
    """A decision could not be worked out. Names decision and place; holds no data value."""

    def __init__(self, decision: str, reasons: Sequence[str], place: str | None = None) -> None:
        self.decision, self.reasons, self.place = decision, list(reasons), place
        where = f"decision '{decision}'" + (f", {place}" if place else "")
        super().__init__(f"{where}: {'; '.join(self.reasons)}")
