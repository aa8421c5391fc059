"""Who gets a letter, in words, where the diagram says it plainly."""

from __future__ import annotations

import json
import re

from handlers.directory import ROLES
from web.words import plain

NAME = re.compile(r"[A-Za-z_]\w*(\.\w+)*")


def readers(to: str) -> str:
    """The words for an expression that says who gets it: roles by their names, a variable by its
    own; "" where the expression works it out."""
    if NAME.fullmatch(to):
        last = to.rpartition(".")[2]
        return ROLES.get(last, plain(last))
    try:
        found = json.loads(to)
    except ValueError:
        return ""
    named = [found] if isinstance(found, str) else found
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        return ""
    return ", otherwise ".join(ROLES.get(one, plain(one)) for one in named)
