"""Values over the border of the kernel, and what may be a process variable at all."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from engine.expressions.errors import UnsafeValue
from engine.expressions.settings import zone_named
from engine.months import Months

MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_INTEGER = 2**53
LEAVES = (str, bool, int, float, type(None), date, datetime, time, timedelta, Months, Decimal)
DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>[\d.]+)S)?)?"
)


def check_value(value: object, where: str) -> None:
    """Raise UnsafeValue unless `value` may become a process variable.

    Allowed: text, yes/no, numbers, None, date, aware datetime, time, timedelta, Months, Decimal,
    and lists and records of them, at most 20 deep and 20,000 parts. Names in records are text, and
    not `typename` nor beginning with `__` or `@`. `where` names the place in the message.
    """
    level: list[object] = [value]
    nodes = 0
    for _ in range(MAX_DEPTH + 1):
        nodes += len(level)
        if nodes > MAX_NODES:
            raise UnsafeValue(where, f"it has more than {MAX_NODES} parts")
        level = [part for one in level for part in _parts(one, where)]
        if not level:
            return
    raise UnsafeValue(where, f"it is nested more than {MAX_DEPTH} deep")


def _parts(value: object, where: str) -> Iterable[object]:
    if isinstance(value, dict):
        for key in value:
            _check_key(key, where)
        return list(value.values())
    if isinstance(value, list | tuple):
        return value
    _check_leaf(value, where)
    return ()


def _check_key(key: object, where: str) -> None:
    if not isinstance(key, str):
        raise UnsafeValue(where, "a name in a record is not text")
    if key == "typename" or key.startswith(("__", "@")):
        raise UnsafeValue(where, "a name in a record is `typename` or begins with __ or @")
    _check_text(key, where)


def _check_leaf(value: object, where: str) -> None:
    if not isinstance(value, LEAVES):
        raise UnsafeValue(where, f"{type(value).__name__} cannot be kept as a value")
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, int | float | Decimal):
        _check_number(value, where)
    elif isinstance(value, datetime) and value.tzinfo is None:
        raise UnsafeValue(where, "a date and time has no time zone")


def _check_text(value: str, where: str) -> None:
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise UnsafeValue(where, "text that is not valid Unicode")
    if "\0" in value:
        raise UnsafeValue(where, "text with a NUL character")


def _check_number(value: float | Decimal, where: str) -> None:
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        raise UnsafeValue(where, "a number that is infinite or not a number")
    if not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise UnsafeValue(where, "a number that is too large")


def wall_text(value: datetime, zone: str) -> str:
    """An aware instant as the kernel reads it: on the zone's clock, where that is unambiguous."""
    local = value.astimezone(zone_named(zone))
    if local.fold:
        return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
    return f"{local.replace(tzinfo=None).isoformat()}@{zone}"


def day_text(value: datetime, zone: str) -> str:
    """The day of an instant in the zone, as the kernel reads it."""
    return value.astimezone(zone_named(zone)).date().isoformat()


def to_json(payload: Mapping[str, object], zone: str) -> str:
    """The JSON text of a call, with dates and the like tagged; UnsafeValue for anything else."""

    def tagged(value: object) -> object:
        return _tagged(value, zone)

    try:
        return json.dumps(payload, default=tagged, allow_nan=False, check_circular=False)
    except (ValueError, TypeError, RecursionError):
        raise UnsafeValue("variables", "a value cannot be used in an expression") from None


def _tagged(value: object, zone: str) -> object:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise UnsafeValue("variables", "a date and time has no time zone")
        return {"@dt": wall_text(value, zone)}
    if isinstance(value, date):
        return {"@d": value.isoformat()}
    return _tagged_other(value)


def _tagged_other(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, time):
        return {"@t": value.isoformat()}
    if isinstance(value, timedelta | Months):
        return {"@du": duration_text(value)}
    if isinstance(value, Mapping):
        return dict(value)
    raise UnsafeValue("variables", f"{type(value).__name__} cannot be used in an expression")


def duration_text(value: timedelta | Months) -> str:
    """An ISO 8601 duration: of days and seconds, or of years and months."""
    if isinstance(value, Months):
        return str(value)
    size = abs(value)
    seconds = f"{size.seconds}.{size.microseconds:06d}".rstrip("0").rstrip(".")
    return f"{'-' if value < timedelta(0) else ''}P{size.days}DT{seconds}S"


def from_json(value: object, zone: str) -> object:
    """The Python value of what the kernel answered."""
    if isinstance(value, dict):
        if len(value) == 1:
            [(key, text)] = value.items()
            if key.startswith("@"):
                return READERS[key](text, zone)
        return {key: from_json(entry, zone) for key, entry in value.items()}
    if isinstance(value, list):
        return [from_json(member, zone) for member in value]
    return value


def _instant(text: str, zone: str) -> datetime:
    wall, _, name = text.partition("@")
    value = datetime.fromisoformat(wall)
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone_named(name or zone))
        if value.utcoffset() == value.replace(fold=1).utcoffset():
            return value
    # Python never finds a doubled or skipped hour equal to the same instant in another zone.
    return value.astimezone(UTC)


def _time(text: str, zone: str) -> time:
    wall, _, name = text.partition("@")
    value = time.fromisoformat(wall)
    return value.replace(tzinfo=zone_named(name)) if name not in ("", zone) else value


def _duration(text: str, zone: str) -> timedelta | Months | str:
    found = DURATION.fullmatch(text)
    if not found:
        return Months.read(text) or text
    parts = {key: float(part) for key, part in found.groupdict("0").items() if key != "sign"}
    return -timedelta(**parts) if found["sign"] else timedelta(**parts)


def _date(text: str, zone: str) -> date:
    return date.fromisoformat(text)


def _or_text(read: Callable[[str, str], object]) -> Callable[[str, str], object]:
    """What Python has no value for, such as the year -5, stays the text it is."""

    def value(text: str, zone: str) -> object:
        try:
            return read(text, zone)
        except (ValueError, OverflowError):
            return text

    return value


READERS = {
    tag: _or_text(read)
    for tag, read in {"@d": _date, "@dt": _instant, "@t": _time, "@du": _duration}.items()
}
