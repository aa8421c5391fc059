"""Texts so plain that the kernel need not be asked: two thirds of those in a bundle.

A value written out, a known name with what is in it, comparisons of these joined by and and or, a
list of values and names, and a record of comparisons. Whatever else a text is, the kernel says:
this must never call plain what the kernel refuses, and it may call anything else not plain.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from engine.expressions.texts import Kind

VALUE = r'(?:"[^"\\\n]*"|\d{1,15}(?:\.\d{1,15})?|true\b|false\b)'
NAME = r"[A-Za-z]\w{0,60}(?:\.[A-Za-z]\w{0,60})*"
TERM = rf"(?:{VALUE}|{NAME})"
COMPARED = rf"{TERM}(?:\s*(?:[!<>]=|[=<>])\s*{TERM})?"
JOINED = rf"{COMPARED}(?:\s+(?:and|or)\s+{COMPARED})*"
LIST = rf"\[\s*{TERM}(?:\s*,\s*{TERM})*\s*\]"
ENTRY = rf"[A-Za-z]\w{{0,60}}\s*:\s*{JOINED}"
RECORD = rf"\{{\s*{ENTRY}(?:\s*,\s*{ENTRY})*\s*\}}"
SHAPES = {
    "unary": re.compile(VALUE, re.ASCII),
    "context": re.compile(RECORD, re.ASCII),
    "expression": re.compile(rf"{JOINED}|{LIST}|{RECORD}", re.ASCII),
}
QUOTED = re.compile(r'"[^"]*"')
USED = re.compile(rf"({NAME})(\s*:)?", re.ASCII)
WORDS = frozenset(("and", "or", "true", "false", "null"))


def plain_names(text: str, kind: Kind, is_free: Callable[[str], bool]) -> frozenset[str] | None:
    """The variables a plain text uses, or None when the kernel must be asked.

    `is_free` says of a name that it means nothing in the language, so that it may be a variable's.
    """
    if SHAPES[kind].fullmatch(text) is None:
        return None
    used = [one for one in USED.findall(QUOTED.sub('""', text)) if one[0] not in WORDS]
    keys = {path for path, key in used if key}
    names = {path.partition(".")[0] for path, key in used if not key}
    free = all(is_free(part) for path, _ in used for part in path.split("."))
    # An entry may use those before it: which name is meant then is not looked into here.
    return frozenset(names) if free and keys.isdisjoint(names) else None
