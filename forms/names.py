"""Which names a field may have, and which names an expression uses."""

from __future__ import annotations

import re

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,59}")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")

# A field called like one of these would hide it in every expression.
_WORDS = """
    abs after all and any append before between ceiling coincides concatenate contains context
    count date decimal distinct during duration else even every exp external finished finishes
    flatten floor
    for function get if in includes insert instance is item list log matches max mean median meets
    met min mode modulo not now null number odd of or overlaps partial product range remove replace
    return reverse round satisfies some sort split sqrt started starts stddev string sublist
    substring sum then time today true false typename union week years years_and_months
    at_time days_between is_defined is_working_day last_working_day month_end month_start
    months_between next_working_day working_days_between working_days_from
    working_hours_from
"""
FEEL = frozenset(_WORDS.split())
SCOPE = frozenset(
    {"answers", "given", "instance", "parameters", "reviewed", "said", "section", "sections"}
)


def objection(key: str) -> str:
    """What is wrong with a field key, as a sentence, or "" when nothing is."""
    if key.startswith("__") or key == "typename":
        return f'The key "{key}" is kept for the engine.'
    if key in FEEL | SCOPE:
        return f'The key "{key}" is already a word of the expression language.'
    if not _IDENTIFIER.fullmatch(key):
        return f'The key "{key[:60]}" is not a name.'
    return ""


def used(expression: str) -> set[str]:
    """Every name an expression might read, and perhaps more: never fewer."""
    return set(_NAME.findall(_STRING.sub('""', expression)))
