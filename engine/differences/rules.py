"""The rule of a timer in words, with the settings put in: "every 10 working days from …"."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

SETTING = re.compile(r"\bparameters\.([A-Za-z_][A-Za-z0-9_]*)")
AT_TIME = re.compile(r'^at_time\((.*),\s*"(\d\d:\d\d)"\)$', re.DOTALL)
EVERY = re.compile(r"^working_days_from\((.+),\s*(\d+)\s*\*\s*\(fired\s*\+\s*1\)\)$", re.DOTALL)
AFTER = re.compile(r"^working_days_from\((.+),\s*(\d+)\)$", re.DOTALL)
HOURS = re.compile(r"^working_hours_from\((.+?),\s*([\d.]+),[^,]+,[^,]+\)$", re.DOTALL)
THE_DAY = re.compile(r"^date\((.+)\)$", re.DOTALL)
NAME = re.compile(r"[A-Za-z]\w*(?:\.\w+)*")
PLUS = re.compile(r'^(.+?)\s*\+\s*(?:duration\("(P[^"]+)"\)|@"(P[^"]+)")$', re.DOTALL)
CYCLE = re.compile(r"^R(\d*)/(?:([^/P]+)/)?(P.+)$")
SPAN = re.compile(r"(\d+(?:\.\d+)?)([YMWDHS])")
UNITS = {"Y": "year", "W": "week", "D": "day", "H": "hour", "S": "second"}
UNREAD, THAT_DAY = "by the rule ", "on the day that is "
WHOLE = (UNREAD, THAT_DAY)
NOW = {"now()": "the moment it begins", "today()": "the day it begins"}


def with_settings(text: str, parameters: Mapping[str, Any]) -> str:
    """The text with the values of the settings it names."""
    return SETTING.sub(lambda m: _value(m, parameters), text)


def in_words(rule: str | None, parameters: Mapping[str, Any]) -> str:
    """When a timer comes or a step is due; the rule's text where nobody foresaw such a one."""
    text = with_settings((rule or "").strip().removeprefix("=").strip(), parameters)
    timed = AT_TIME.match(text)
    if timed:
        return f"{_rule(timed[1].strip())} at {timed[2]}"
    return _rule(text)


def instead_of(after: str, before: str) -> str:
    """The new rule, and the former without the words that both end in: "every 10", not its whole
    sentence. A rule of another kind is given whole."""
    old, new = before.split(" "), after.split(" ")
    kept = 1 if old[0][:1].isdigit() else 2
    whole = before.startswith(WHOLE) or after.startswith(WHOLE)
    while not whole and old[-1:] == new[-1:]:
        if len(old) <= kept or len(new) <= kept:
            break
        old, new = old[:-1], new[:-1]
    return f"{after} instead of {' '.join(old)}"


def span(text: str) -> str | None:
    """An ISO duration in words: P5D is 5 days. None when it is none."""
    days, _, hours = text.strip('"').removeprefix("P").partition("T")
    parts = [_counted(n, UNITS.get(u, "month")) for n, u in SPAN.findall(days)]
    parts += [_counted(n, UNITS.get(u, "minute")) for n, u in SPAN.findall(hours)]
    return " and ".join(parts) or None


def _rule(text: str) -> str:
    if found := EVERY.match(text):
        return f"every {_counted(found[2], 'working day')} from {_from(found[1])}"
    if found := AFTER.match(text):
        return f"{_counted(found[2], 'working day')} after {_from(found[1])}"
    if found := HOURS.match(text):
        return f"{_counted(found[2], 'working hour')} after {_from(found[1])}"
    if found := PLUS.match(text):
        return f"{span(found[2] or found[3])} after {_from(found[1])}"
    if found := CYCLE.match(text.strip('"')):
        times = f", {found[1]} times" if found[1] else ""
        return f"every {span(found[3])}{times}"
    if text.strip('"').startswith("P") and span(text):
        return f"after {span(text)}"
    found = THE_DAY.match(text)
    if found and not (rule := _rule(found[1].strip())).startswith(UNREAD):
        return f"{THAT_DAY}{rule}"
    return f"{UNREAD}{text}"


def _from(text: str) -> str:
    text = text.strip()
    named = f"“{text.replace('_', ' ').replace('.', ' ')}”" if NAME.fullmatch(text) else text
    return NOW.get(text, named)


def _counted(number: str, unit: str) -> str:
    return f"{number} {unit}" if number == "1" else f"{number} {unit}s"


def _value(found: re.Match[str], parameters: Mapping[str, Any]) -> str:
    name = found[1]
    return json.dumps(parameters[name], default=str) if name in parameters else found[0]
