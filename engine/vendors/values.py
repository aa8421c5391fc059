"""What another tool's text means in FEEL, exactly; None when that cannot be said."""

from __future__ import annotations

import json
import re

from engine import expressions
from engine.expressions import foreign

NAME = re.compile(r"[A-Za-z_]\w*")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[-+]\d\d:\d\d)?")
PERIOD = re.compile(r"P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?")


def is_worked_out(text: str) -> bool:
    """Whether the text is an expression there, or partly one."""
    return "${" in text or "#{" in text or text.startswith(("=", "$"))


def expression(text: str) -> str | None:
    """The FEEL of a text that is an expression there, in ${ } or after =."""
    if text.startswith("="):
        written = expressions.strip_equals(text)
        return written if not expressions.check(written, None) else None
    reading = foreign.read(text, "juel")
    whole = is_worked_out(text) and not reading.refusal and reading.is_translated
    return reading.feel if whole else None


def words(text: str) -> str | None:
    """The FEEL of a text that is an expression, or stands for itself."""
    if not text:
        return None
    return expression(text) if is_worked_out(text) else json.dumps(text, ensure_ascii=False)


def moment(text: str) -> str | None:
    """The FEEL of a date, an instant, a period from now on, or an expression."""
    if DAY.fullmatch(text):
        return f'date and time("{text}T00:00:00")'
    if INSTANT.fullmatch(text):
        return f'date and time("{text}")'
    if PERIOD.fullmatch(text):
        return f'now() + duration("{text}")'
    return expression(text) if is_worked_out(text) else None


def variable(text: str) -> str | None:
    """The name of the variable that is meant, plainly or as an expression of nothing else."""
    found = text if NAME.fullmatch(text) else expression(text) if is_worked_out(text) else None
    return found if found and NAME.fullmatch(found) and not expressions.check_name(found) else None


def group(text: str) -> str | None:
    """The one group that is named outright."""
    listed = re.fullmatch(r'=\s*\[\s*"([^",]+)"\s*\]', text)
    found = listed[1] if listed else text
    return None if is_worked_out(found) or "," in found or not found else found
