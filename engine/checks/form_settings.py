"""Settings of a form that are FEEL: they give what the form needs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from engine import expressions
from engine.calendar import Calendar
from engine.checks.subject import Subject
from engine.model import Finding

SETTING = "explain_min_length"
NOW = expressions.Settings(datetime(2000, 1, 1, tzinfo=UTC), Calendar())


def findings(subject: Subject) -> Iterator[Finding]:
    """How much explains a different answer is a whole number, wherever it is said."""
    for form in (subject.forms or {}).values():
        text = form.sections[0].settings.explain_min_text
        if text and not _counts(text, {"parameters": subject.bundle.parameters}):
            sentence = f"{text} is not a whole number above 0."
            remedy = "Write such a number there, or in the form."
            yield Finding("error", f"forms/{form.key}/form.toml", SETTING, sentence, remedy)


def _counts(text: str, known: dict[str, object]) -> bool:
    try:
        value = expressions.evaluate(text, known, NOW, want=int)
    except expressions.ExpressionFailed:
        return False
    return isinstance(value, int) and value > 0
