"""The tables of what other tools' settings mean."""

from __future__ import annotations

import tomllib
from collections import Counter
from typing import Any

import pytest

from engine.vendors.judging import KNOWN

TABLES = sorted(KNOWN.glob("*.toml"))
ENTRIES = [one for path in TABLES for one in tomllib.loads(path.read_text())["setting"]]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.stem))
def test_a_setting_is_told_once(path: Any) -> None:
    entries = tomllib.loads(path.read_text())["setting"]
    times = Counter(name for one in entries for name in one["names"])
    assert [name for name, number in times.items() if number > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["names"][0]))
def test_whatever_is_told_has_a_remedy(entry: dict[str, Any]) -> None:
    told = entry["weight"] in ("advice", "work", "course")
    assert told or entry["weight"] == "none"
    assert not told or entry["remedy"].endswith(".")
    assert not told or not entry["says"].endswith(".")
