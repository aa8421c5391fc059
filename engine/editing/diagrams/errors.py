"""Why an edit is not made."""

from __future__ import annotations

from engine.errors import PlumblineError


class EditRefused(PlumblineError):
    """The edit cannot be made: `sentence` says why, `remedy` what to do. Nothing was saved."""

    def __init__(self, sentence: str, remedy: str) -> None:
        self.sentence, self.remedy = sentence, remedy
        super().__init__(f"{sentence} {remedy}")
