"""Findings as people read them: by file, errors first, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from engine.checks import Entry
from engine.model import Finding
from engine.spiff import left_open_rules
from web.words import count

ORDER = {"error": 0, "warning": 1, "advice": 2}


def as_text(findings: Sequence[Finding], *, alone: str = "") -> str:
    """A paragraph for each finding under the name of its file, and a closing sentence.

    `alone` is the name of the file when it was checked without a bundle.
    """
    by_file = sorted(findings, key=lambda found: (found.file, ORDER[found.level]))
    parts = [_file(name, list(found)) for name, found in groupby(by_file, key=lambda f: f.file)]
    return "\n\n".join([*parts, _closing(findings, alone)])


def as_list(rules: Sequence[Entry]) -> str:
    """The rules by family: level, name, and what each demands."""
    return "\n\n".join(
        "\n".join([family, *(f"  {r.level:<8} {r.name}\n    {r.sentence}" for r in found)])
        for family, found in groupby(rules, key=lambda rule: rule.family)
    )


def _file(name: str, findings: Sequence[Finding]) -> str:
    return "\n".join([name or "The bundle", *(_one(found) for found in findings)])


def _one(found: Finding) -> str:
    place = f"  {found.level:<8} {found.element}".rstrip()
    return f"{place}  [{found.rule}]\n    {found.sentence}\n    {found.remedy}"


def _closing(findings: Sequence[Finding], alone: str) -> str:
    numbers = [
        count(sum(found.level == level for found in findings), level)
        for level in ("error", "warning")
    ]
    return f"{', '.join(numbers)}. {_alone(findings, alone) if alone else _as_bundle(findings)}"


def _as_bundle(findings: Sequence[Finding]) -> str:
    refused = any(found.level == "error" for found in findings)
    return f"It {'cannot' if refused else 'can'} be deployed."


def _alone(findings: Sequence[Finding], file: str) -> str:
    """A diagram may leave open what only a bundle asks for: that is then a warning."""
    if any(found.level == "error" for found in findings):
        return "It cannot go into a bundle."
    if not file.endswith(".bpmn"):
        return "It can go into a bundle."
    return f"It can be played. In a bundle {_more(findings)}."


def _more(findings: Sequence[Finding]) -> str:
    left_open = left_open_rules()
    refused = sum(found.rule in left_open for found in findings)
    if refused == 0:
        return "its forms, people and handlers are checked too"
    return count(refused, "of these warnings is an error", "of these warnings are errors")
