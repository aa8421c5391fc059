"""Switching on a row that is off, as an owner would do it."""

from __future__ import annotations

import re

from engine.bundle import Bundle
from handlers.scenarios.model import ScenarioBroken


def switched(bundle: Bundle, decision: str, note: str) -> Bundle:
    """The bundle with those rows of a table in force whose note holds these words."""
    rules = re.split(r"(?=<rule )", bundle.text(f"{decision}.dmn"))
    turned = [_in_force(rule) if note in rule else rule for rule in rules]
    if turned == rules:
        raise ScenarioBroken(f'No row of the table "{decision}" has a note that says "{note}".')
    return Bundle({**bundle.files, f"{decision}.dmn": "".join(turned).encode()})


def _in_force(rule: str) -> str:
    return rule.replace("<text>false</text>", "<text>true</text>", 1)
