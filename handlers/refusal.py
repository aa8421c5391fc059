"""A refusal of something that was typed into a form."""

from __future__ import annotations

from engine.errors import PlumblineError


class FieldRefused(PlumblineError):
    """It cannot be done so; the sentence says what to change, `field` where."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
