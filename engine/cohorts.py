"""The groups of instances that a version may be given to first: bundle.toml, [rollout].

[rollout]
by = "district"                 # the start variable that names the group
groups = "directory.districts"  # a grouping that is registered: which there are, and whose
enough = 20                     # below so many instances nothing is compared
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.bundle import Bundle

LONGEST = 100
ENOUGH = 20


@dataclass(frozen=True)
class Rollout:
    """What a bundle says of groups: `by` is "" when it names none."""

    by: str = ""
    groups: str = ""
    enough: int = ENOUGH


def rollout_of(bundle: Bundle) -> Rollout:
    """The table [rollout] of a bundle that passes the checks."""
    said: dict[str, Any] = bundle.manifest.get("rollout", {})
    by, groups = str(said.get("by", "")), str(said.get("groups", ""))
    return Rollout(by, groups, int(said.get("enough", ENOUGH)))


def cohort_of(bundle: Bundle, variables: Mapping[str, object]) -> str | None:
    """The group an instance begins in; None when it is in none."""
    by = rollout_of(bundle).by
    found = variables.get(by) if by else None
    return found[:LONGEST] if isinstance(found, str) and found else None
