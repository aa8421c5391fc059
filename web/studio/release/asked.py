"""What the form of a deployment says: from when, for whom, and what is carried over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from engine.bundle import Bundle
from engine.releases import Roll

PARTS = ("day", "month", "year")
LONGEST = 2000


@dataclass(frozen=True)
class Asked:
    """The form as it was sent; `roll` is None when it cannot be used, and `problems` says why."""

    how: str = "now"
    note: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    groups: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roll: Roll | None = None
    problems: dict[str, str] = field(default_factory=dict)


def zone_of(bundle: Bundle) -> ZoneInfo:
    """The zone whose clocks the people of the bundle read."""
    return ZoneInfo(str(bundle.manifest.get("calendar", {}).get("zone", "Europe/London")))


def next_month(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the next month there."""
    here = now.astimezone(zone)
    year, month = divmod(here.year * 12 + here.month, 12)
    return datetime(year, month + 1, 1, tzinfo=zone)


def asked(form: MultiDict[str, str], now: datetime, zone: ZoneInfo, known: Sequence[str]) -> Asked:
    """Read the form; a date counts from its beginning in the bundle's zone."""
    how, note = form.get("how", ""), form.get("note", "").strip()[:LONGEST]
    typed = {part: form.get(part, "").strip()[:4] for part in PARTS}
    groups = tuple(one for one in form.getlist("groups") if one in known)
    kinds = tuple(form.getlist("kinds"))
    problems: dict[str, str] = {}
    roll = _roll(how, typed, groups, now, zone, problems)
    if not note:
        problems["note"] = "Say what has changed, for the history of versions"
    if how == "groups" and kinds:
        problems["kinds"] = "Carry running instances over when everybody has the version"
    return Asked(how, note, typed, groups, kinds, roll, problems)


def _roll(
    how: str,
    typed: dict[str, str],
    groups: tuple[str, ...],
    now: datetime,
    zone: ZoneInfo,
    problems: dict[str, str],
) -> Roll | None:
    if how == "now":
        return Roll()
    if how == "month":
        return Roll("from", next_month(now, zone))
    if how == "date":
        return _from_date(typed, now, zone, problems)
    if how == "groups" and groups:
        return Roll("groups", groups=groups)
    if how == "groups":
        problems["groups"] = "Choose at least one group"
    else:
        problems["how"] = "Choose when it comes into force"
    return None


def _from_date(
    typed: dict[str, str], now: datetime, zone: ZoneInfo, problems: dict[str, str]
) -> Roll | None:
    try:
        on = date(*(int(typed[part]) for part in reversed(PARTS)))
    except ValueError:
        problems["day"] = "Enter a real date, such as 1 12 2026"
        return None
    at = datetime.combine(on, time(), zone)
    if at <= now:
        problems["day"] = "The date must be in the future"
        return None
    return Roll("from", at)
