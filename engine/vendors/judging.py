"""What is to be said of a setting: by a judge of its own, by the table of its tool, or by where it
stands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from engine.vendors import course, operations, people, work
from engine.vendors.finding import Setting, kind
from engine.vendors.verdicts import NOTHING, Verdict, Weight

KNOWN = Path(__file__).with_name("known")
JUDGES = {
    tool: {
        k: v
        for family in (people, work, course, operations)
        for k, v in family.JUDGES[tool].items()
    }
    for tool in ("camunda", "zeebe")
}
FLOWING = ("Task", "task", "Event", "Gateway", "Process", "Activity", "Flow", "transaction")
GENERAL = "Remove it, or say in BPMN what is meant."


@dataclass(frozen=True)
class Known:
    """A setting of a tool's table. With one of the values `harmless` it changes nothing."""

    weight: Weight
    says: str
    remedy: str
    harmless: tuple[str, ...] = ()


def judge(setting: Setting) -> Verdict:
    """What is to be said, and what says the same; NOTHING when it makes no difference."""
    table = known(setting.tool.known) if setting.tool.known else {}
    entry = table.get(setting.key)
    if entry is not None and (entry.weight == "none" or setting.value in entry.harmless):
        return NOTHING
    own = JUDGES.get(setting.tool.known, {}).get(setting.key)
    verdict = own(setting) if own else None
    verdict = verdict or (_told(setting, entry) if entry else _unknown(setting))
    if setting.runs or verdict.weight in ("none", "advice"):
        return verdict
    return Verdict("advice", f"{verdict.sentence} Nothing here runs.", verdict.remedy)


def _told(setting: Setting, entry: Known) -> Verdict:
    sentence = f"{setting.title}, a setting of {setting.tool.name}, {entry.says}."
    return Verdict(entry.weight, sentence, entry.remedy)


def _unknown(setting: Setting) -> Verdict:
    matters = kind(setting.owner).endswith(FLOWING)
    named = f"{setting.title} is a setting of {setting.tool.name}"
    sentence = f"{named} that is not carried out here."
    if not setting.tool.known:
        sentence = f"It has settings of {setting.tool.name}, such as {setting.title}, that are not "
        sentence += "carried out here."
    return Verdict("work" if matters else "advice", sentence, GENERAL)


@cache
def known(tool: str) -> Mapping[str, Known]:
    """The settings of a tool by their key, such as @assignee or formData."""
    content = tomllib.loads((KNOWN / f"{tool}.toml").read_text(encoding="utf-8"))
    return {name: _entry(one) for one in content["setting"] for name in one["names"]}


def _entry(one: Mapping[str, Any]) -> Known:
    harmless = tuple(one.get("harmless", ()))
    return Known(one["weight"], one.get("says", ""), one.get("remedy", ""), harmless)
