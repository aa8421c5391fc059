"""What somebody chose to simulate: read from the form, with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from handlers.synthetic.profiles import PROFILES

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
MOST_MONTHS, MOST_SEED = 12, 2**31 - 1


@dataclass(frozen=True)
class Asked:
    """What was chosen, as it was typed; `problems` by field, [] when it can begin."""

    month: str
    months: str
    profile: str
    seed: str
    behaviour: str
    problems: list[dict[str, str]] = field(default_factory=list)

    @property
    def plan(self) -> dict[str, Any]:
        """What the child is told besides the month."""
        return {
            "months": int(self.months),
            "profile": self.profile,
            "seed": int(self.seed),
            "behaviour": self.behaviour,
        }


def offered(today: date, behaviours: Mapping[str, str]) -> Asked:
    """What the form shows at first: a small council, the next month."""
    year, month = divmod(today.year * 12 + today.month, 12)
    first = "steady" if "steady" in behaviours else next(iter(behaviours), "")
    return Asked(f"{year}-{month + 1:02}", "1", "mini", "7", first)


def asked(form: Mapping[str, str], behaviours: Mapping[str, str]) -> Asked:
    """What somebody sent."""
    names = ("month", "months", "profile", "seed", "behaviour")
    said = {name: form.get(name, "").strip()[:40] for name in names}
    known = behaviours or {"": ""}
    wrong = {
        "month": (MONTH.fullmatch(said["month"]), "Enter a month like 2026-09"),
        "months": (_whole(said["months"], 1, MOST_MONTHS), "Enter 1 to 12 months"),
        "profile": (said["profile"] in PROFILES, "Select a council"),
        "seed": (_whole(said["seed"], 0, MOST_SEED), "Enter a run number: any whole number"),
        "behaviour": (said["behaviour"] in known, "Select how people behave"),
    }
    problems = [
        {"text": text, "href": f"#{name}"} for name, (right, text) in wrong.items() if not right
    ]
    return Asked(**said, problems=problems)


def _whole(text: str, least: int, most: int) -> bool:
    return text.isdecimal() and len(text) < 11 and least <= int(text) <= most
