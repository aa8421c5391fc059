"""bundle.toml says what it must, in the kinds of value that are read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.bundle import MANIFEST, Bundle
from engine.errors import PlumblineError
from engine.expressions import check_value
from engine.model import Finding

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
COUNTRY = "England"
Said = tuple[str, str, str]


def findings(bundle: Bundle) -> list[Finding]:
    """What is wrong with the manifest. Raises BundleRefused when it cannot be read at all."""
    found = [said for rule in RULES for said in rule(bundle.manifest)]
    return [Finding("error", MANIFEST, *said, rule="manifest") for said in found]


def _key(manifest: dict[str, Any]) -> Iterator[Said]:
    key = manifest.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        remedy = 'Write key = "…" with at most 40 small letters, digits and _.'
        yield "key", "The bundle has no key that can be used.", remedy


def _tables(manifest: dict[str, Any]) -> Iterator[Said]:
    for name in ("parameters", "calendar", "variables", "examples"):
        if not isinstance(manifest.get(name, {}), dict):
            yield name, f"{name} is not a table.", f"Begin it with a line [{name}]."
    variables = manifest.get("variables", {})
    for process, known in variables.items() if isinstance(variables, dict) else ():
        if not isinstance(known, dict):
            remedy = f"Begin it with a line [variables.{process}]."
            yield f"variables.{process}", "The variables of a process are a table.", remedy


def _parameters(manifest: dict[str, Any]) -> Iterator[Said]:
    given = manifest.get("parameters", {})
    for name, value in given.items() if isinstance(given, dict) else ():
        try:
            check_value(value, name)
        except PlumblineError as error:
            remedy = "Write a number, a text, a date, true or false, or a list of these."
            yield f"parameters.{name}", f"The value cannot be used: {error}.", remedy


def _calendar(manifest: dict[str, Any]) -> Iterator[Said]:
    calendar = manifest.get("calendar", {})
    if not isinstance(calendar, dict):
        return
    if calendar.get("country", COUNTRY) != COUNTRY:
        sentence = "Only the bank holidays of England are known."
        yield "calendar.country", sentence, f'Write country = "{COUNTRY}".'
    closures = calendar.get("closures", [])
    if not isinstance(closures, list) or not all(_is_day(one) for one in closures):
        remedy = "Write them without quotation marks, such as closures = [2026-12-24]."
        yield "calendar.closures", "The closures are not a list of dates.", remedy
    if not _is_zone(calendar.get("zone", "Europe/London")):
        remedy = 'Write zone = "Europe/London".'
        yield "calendar.zone", "There is no such time zone.", remedy


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (KeyError, ValueError, OSError):
        return False


def _rollout(manifest: dict[str, Any]) -> Iterator[Said]:
    rollout = manifest.get("rollout", {})
    if not isinstance(rollout, dict):
        yield "rollout", "rollout is not a table.", "Begin it with a line [rollout]."
        return
    for name in sorted({"by", "groups"} - set(rollout) if rollout else ()):
        what = "the start variable" if name == "by" else "the grouping"
        yield f"rollout.{name}", f"[rollout] does not name {what}.", f'Write {name} = "…".'
    given = manifest.get("variables", {})
    known = given.values() if isinstance(given, dict) else ()
    declared = [v for one in known if isinstance(one, dict) for v in one]
    if "by" in rollout and rollout["by"] not in declared:
        remedy = "Declare it under [variables.…] of the process it starts."
        yield "rollout.by", "No process starts with the variable that [rollout] names.", remedy
    enough = rollout.get("enough", 1)
    if not isinstance(enough, int) or isinstance(enough, bool) or enough < 1:
        yield "rollout.enough", "enough is no number of instances.", "Write enough = 20."


RULES = (_key, _tables, _parameters, _calendar, _rollout)
