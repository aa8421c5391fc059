"""bundle.toml: parameters with what they are used for, the calendar, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from engine.bundle import MANIFEST
from engine.differences.model import Difference, Version, instead
from engine.differences.uses import Uses

KNOWN = {"parameters", "calendar"}


def differences(old: Version, new: Version) -> Iterator[Difference]:
    """Parameters, calendar, then every other entry."""
    yield from _parameters(old, new)
    yield from _calendar(_part(old, "calendar"), _part(new, "calendar"))
    before, after = old.bundle.manifest, new.bundle.manifest
    for name in sorted((before.keys() | after.keys()) - KNOWN):
        if before.get(name) != after.get(name):
            yield from _entries(name, before.get(name), after.get(name))


def _part(version: Version, name: str) -> dict[str, Any]:
    found = version.bundle.manifest.get(name, {})
    return found if isinstance(found, dict) else {}


def _parameters(old: Version, new: Version) -> Iterator[Difference]:
    before, after = old.parameters, new.parameters
    uses = Uses(old), Uses(new)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) == after.get(name):
            continue
        used = _used(*((new, uses[1]) if name in after else (old, uses[0])), name)
        called = f"“{name.replace('_', ' ')}”"
        if name not in before:
            sentence = f"There is a new setting {called}: {after[name]}."
        elif name not in after:
            sentence = f"The setting {called} is gone."
        else:
            sentence = instead(f"The setting {called} is", after[name], before[name])
        yield Difference("parameter", MANIFEST, name, f"{sentence} {used}")


def _used(version: Version, uses: Uses, name: str) -> str:
    """The elements that use it, by their names; the files where no element does."""
    if found := dict.fromkeys(f"“{spot.name}”" for spot in uses.of_setting(name)):
        return f"It is used by {', '.join(found)}."
    mention = re.compile(rf"\bparameters\.{re.escape(name)}\b")
    places = [path for path, text in version.texts("") if mention.search(text)]
    return f"It is used in {', '.join(sorted(places))}." if places else "Nothing uses it."


def _calendar(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Difference]:
    before, after = (set(map(str, part.get("closures", []))) for part in (old, new))
    for day in sorted(after - before):
        yield _dated(f"{day} is no longer a working day.")
    for day in sorted(before - after):
        yield _dated(f"{day} is a working day again.")
    for name in sorted((old.keys() | new.keys()) - {"closures"}):
        if old.get(name) != new.get(name):
            yield _dated(instead(f"The calendar's {name} is", new.get(name), old.get(name)))


def _dated(sentence: str) -> Difference:
    return Difference("calendar", MANIFEST, "calendar", sentence)


def _entries(name: str, old: Any, new: Any) -> Iterator[Difference]:
    if not isinstance(old, dict) and not isinstance(new, dict):
        yield Difference("file", MANIFEST, name, instead(f"The bundle's {name} is", new, old))
        return
    before, after = old or {}, new or {}
    for entry in sorted(before.keys() | after.keys()):
        if before.get(entry) != after.get(entry):
            told = _listed(f"{name}: {entry}", before.get(entry), after.get(entry))
            yield Difference("file", MANIFEST, name, told)


def _listed(where: str, old: Any, new: Any) -> str:
    if not (isinstance(old, list) and isinstance(new, list)):
        return instead(f"{where} is", new, old)
    added, gone = [x for x in new if x not in old], [x for x in old if x not in new]
    told = [f"adds {', '.join(map(str, added))}"] if added else []
    told += [f"leaves out {', '.join(map(str, gone))}"] if gone else []
    return f"{where} {' and '.join(told) or 'is in another order'}."
