"""Findings as people read them: by file, errors first, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from engine.checks import Entry
from engine.model import Finding
from web.words import count

ORDER = {"error": 0, "warning": 1, "advice": 2}


def as_text(findings: Sequence[Finding], *, alone: bool) -> str:
    """A paragraph for each finding under the name of its file, and a closing sentence."""
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
    return f"{place}\n    {found.sentence}\n    {found.remedy}"


def _closing(findings: Sequence[Finding], alone: bool) -> str:
    numbers = [
        count(sum(found.level == level for found in findings), level)
        for level in ("error", "warning")
    ]
    refused = any(found.level == "error" for found in findings)
    done = "go into a bundle" if alone else "be deployed"
    return f"{', '.join(numbers)}. It {'cannot' if refused else 'can'} {done}."
