"""What the editor of a diagram sends with a question, read strictly: anything else is 400."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, request

MOST_TEXT = 10_000


class Given:
    """The JSON of the present request. Ends it with 400 where that is not what an editor sends."""

    def __init__(self) -> None:
        sent = request.get_json(silent=True)
        if not isinstance(sent, dict):
            abort(400)
        self._sent: Mapping[str, Any] = sent

    def text(self, name: str) -> str:
        """A text; "" when it was not sent."""
        text = self._sent.get(name, "")
        if not isinstance(text, str) or len(text) > MOST_TEXT:
            abort(400)
        return text

    def sample(self) -> dict[str, str]:
        """Example values by the name of their variable, as they were typed."""
        sample = self._sent.get("sample", {})
        if not isinstance(sample, dict) or not all(isinstance(one, str) for one in sample.values()):
            abort(400)
        return sample

    def says(self, name: str) -> bool:
        """Whether something is on."""
        return bool(self._sent.get(name))
