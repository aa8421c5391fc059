"""What a model adds to the language for its own texts."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vocabulary:
    """`words`: names of several words, each with those that can be read from it, or None.

    `functions`: names that may be called; `types`: names that `instance of` may have.
    """

    words: Mapping[str, object] = field(default_factory=dict)
    functions: Collection[str] = ()
    types: Collection[str] = ()

    def as_json(self) -> str:
        """One text for the same vocabulary, to keep answers by."""
        words, functions, types = self.words, sorted(self.functions), sorted(self.types)
        return json.dumps({"words": words, "functions": functions, "types": types})


NOTHING_MORE = Vocabulary().as_json()
