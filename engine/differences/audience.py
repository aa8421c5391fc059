"""Differences grouped by who is affected: who does the work, who is sent it, everybody, nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from engine.bundle import Bundle
from engine.differences.compare import differences
from engine.differences.felt import Felt
from engine.differences.model import Difference, version_of
from engine.differences.uses import Spot

Kind = Literal["everybody", "lane", "group", "recipients", "letter", "process", "nobody"]
ORDER: tuple[Kind, ...] = (
    "everybody", "lane", "group", "recipients", "letter", "process", "nobody",
)  # fmt: skip
# A column of a table that says who is sent something.
RECIPIENTS = frozenset(("role", "recipient", "recipients"))
# What nobody does: it matters to all who take part in the process.
AUTOMATIC = frozenset(
    ("businessRuleTask", "serviceTask", "scriptTask", "sendTask", "callActivity", "subProcess")
)
NAMED = re.compile(r'\[?(?:[A-Za-z_]\w*|"\w+")(?:,\s*(?:[A-Za-z_]\w*|"\w+"))*\]?')
UNLESS = re.compile(r"^if\s.+\sthen\s+(?:null|\[\s*\])\s+else\s+(.+)$", re.DOTALL)


@dataclass(frozen=True, order=True)
class Audience:
    """Who is affected: by `kind`, and the name of the lane, the recipients or the process; of a
    group its key, and of a letter whose recipients are worked out its own."""

    kind: Kind
    name: str = ""


@dataclass(frozen=True)
class Group:
    """What one audience has to know."""

    audience: Audience
    differences: tuple[Difference, ...]


def by_audience(old: Bundle, new: Bundle) -> tuple[Group, ...]:
    """Every difference under each of those whom it affects; none is left out.

    Raises BundleRefused when a form or bundle.toml of either cannot be read.
    """
    felt = Felt(version_of(old), version_of(new))
    groups: dict[Audience, list[Difference]] = {}
    for difference in differences(old, new):
        for audience in dict.fromkeys(_audiences(difference, felt)):
            groups.setdefault(audience, []).append(difference)
    ordered = sorted(groups, key=lambda one: (ORDER.index(one.kind), one.name.casefold()))
    return tuple(Group(one, tuple(groups[one])) for one in ordered)


def _audiences(difference: Difference, felt: Felt) -> Iterator[Audience]:
    named = _named(difference, felt)
    if named:
        yield Audience("recipients", named)
        return
    spots = felt.where(difference)
    if spots is None:
        yield Audience("everybody")
    elif spots:
        yield from _of_spots(spots)
    else:
        yield Audience("nobody")


def _of_spots(spots: Iterable[Spot]) -> Iterator[Audience]:
    for spot in spots:
        if spot.letter:
            who = _who(spot.to)
            yield Audience("recipients", who) if who else Audience("letter", spot.letter)
        elif spot.group:
            yield Audience("group", spot.group)
        elif spot.lane and spot.type not in AUTOMATIC and not spot.type.endswith("Gateway"):
            yield Audience("lane", spot.lane)
        else:
            yield Audience("process", spot.process_name)


def _who(to: str) -> str:
    """Who gets a letter, without the condition under which nobody does; "" where a formula that
    names nobody works it out."""
    text = to.strip()
    found = UNLESS.match(text)
    text = found[1].strip() if found else text
    return text.strip("[] ").replace('"', "") if NAMED.fullmatch(text) else ""


def _named(difference: Difference, felt: Felt) -> str:
    """Whom a row of a table names as its recipient."""
    if difference.area != "table":
        return ""
    for version in (felt.new, felt.old):
        for decision in version.decisions.values():
            table = decision.table
            for rule in table.rules if table else ():
                if table is not None and rule.id == difference.element:
                    names = [output.name for output in table.outputs]
                    told = zip(names, rule.outputs, strict=False)
                    said = [cell for name, cell in told if name in RECIPIENTS and cell]
                    return ", ".join(cell.strip().strip('"') for cell in said)
    return ""
