"""When the timers of a page would happen: worked examples of what stands in its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.bundle import Bundle
from engine.expressions import ExpressionFailed
from engine.spiff import TimerRefused
from web.studio.diagrams.timers import KINDS, Asked, examples

# The field that says what kind of timer a text is; a date that is due is of its own.
TEXTS = {"timer.text": "timer.kind", "late.text": "late.kind", "property.due": ""}


@dataclass(frozen=True)
class Worked:
    """Three examples, or the sentence why there are none."""

    examples: list[dict[str, Any]]
    sentence: str = ""


def worked(
    bundle: Bundle, values: Iterable[tuple[str, str]], now: datetime
) -> Mapping[str, Worked]:
    """By the name of its field, for each text that says when; nothing for an empty one."""
    said = dict(values)
    texts = {name: said.get(name, "").strip() for name in TEXTS}
    kinds = {name: said.get(kind, "due") for name, kind in TEXTS.items()}
    return {
        name: _worked(bundle, Asked(kinds[name], text, {}), now)
        for name, text in texts.items()
        if text and kinds[name] in (*KINDS, "due")
    }


def _worked(bundle: Bundle, asked: Asked, now: datetime) -> Worked:
    try:
        return Worked(examples(bundle, asked, now))
    except ExpressionFailed as failed:
        return Worked([], "; ".join(failed.reasons))
    except TimerRefused as refused:
        return Worked([], str(refused))
