"""What a report shows, in which order and words: the bundle's files reports/*.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from engine.bundle import Bundle
from engine.errors import Permanent

FOLDER = "reports/"
COMMON = f"{FOLDER}common.toml"
CHARTS = ("", "bars", "lines")
PLACES = ("area", "district")
MONTHS = "month"


@dataclass(frozen=True)
class Part:
    """A table of a report. `rows` and `columns` are labels of the measure, or area or district;
    `rows` may be "month" for a trend. `only` keeps cells with these labels, `leave_out` columns
    not counted; `share` columns whose share of the total is shown, those `aside` left out of it;
    `months` how many months are added up (or, in a trend, shown); `total` whether there is a last
    line with the sum, `across` whether each line is summed up."""

    key: str
    title: str
    text: str
    measure: str
    rows: str
    columns: str
    row_title: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    share_title: str = ""
    statistic: str = ""
    chart: str = ""
    months: int = 1
    total: bool = True
    across: bool = True


@dataclass(frozen=True)
class Layout:
    """A report as its file says. `outside`: small numbers are withheld."""

    key: str
    title: str
    kind: str
    outside: bool
    parts: tuple[Part, ...]


def layouts(bundle: Bundle) -> dict[str, Layout]:
    """Every report of the bundle by its key, the name of its file. Permanent for a broken one."""
    paths = [path for path in bundle.paths(".toml", FOLDER) if path != COMMON]
    found = (layout_of(path, _read(bundle, path)) for path in paths)
    return {one.key: one for one in found}


def layout_of(path: str, said: Mapping[str, Any]) -> Layout:
    """One report. Permanent when something is missing or unknown."""
    key = path.removeprefix(FOLDER).removesuffix(".toml")
    try:
        parts = tuple(_part(path, given) for given in said["part"])
        return Layout(key, said["title"], said["kind"], bool(said.get("outside")), parts)
    except KeyError as missing:
        raise Permanent(f"{path} says nothing of {missing}: add it.") from missing


def _part(path: str, given: Mapping[str, Any]) -> Part:
    known = {one.name for one in fields(Part)}
    if unknown := sorted(set(given) - known):
        raise Permanent(f"{path}: a part knows no “{unknown[0]}”: take it out.")
    lists = {name: tuple(value) for name, value in given.items() if isinstance(value, list)}
    try:
        return Part(**{**given, **lists})
    except TypeError as error:
        names = ", ".join(sorted({"key", "title", "text", "measure", "rows", "columns"}))
        raise Permanent(f"{path}: each part needs {names}.") from error


def common(bundle: Bundle) -> Mapping[str, Any]:
    """What all reports share: [targets] and [words]. Empty when the bundle has no reports."""
    return _read(bundle, COMMON) if COMMON in bundle.files else {}


def _read(bundle: Bundle, path: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(bundle.text(path))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Permanent(f"{path} cannot be read: {error}") from error
