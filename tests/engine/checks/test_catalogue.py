"""Every rule of the catalogue has an example that breaks it and one that keeps it."""

from __future__ import annotations

from typing import Any

import pytest

from engine.bundle import Bundle
from engine.checks import Entry, catalogue, safety, standard
from engine.checks import check as check_bundle
from engine.checks.reading import refused
from engine.checks.subject import Subject
from engine.model import Finding
from engine.registry import Registry
from engine.spiff import gate_rules

ENTRIES = {entry.name: entry for entry in catalogue()}
MANIFEST = {"bundle.toml": b'key = "example"\n'}


@pytest.fixture(autouse=True)
def _parsed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples are ours, so no child process has to try them."""
    monkeypatch.setattr(safety, "unsafe", lambda files: [])


def said(entry: Entry, example: str) -> list[Finding]:
    """What is said of an example: by the standard, by the gate, and by all the others."""
    bundle = Bundle({**MANIFEST, **entry.files(example)})
    subject = Subject.of(bundle, Registry([]))
    return [*subject.broken, *refused(subject), *check_bundle(bundle, Registry([]))]


@pytest.mark.parametrize("name", ENTRIES)
def test_the_breaking_example_is_told_at_its_element(name: str) -> None:
    entry = ENTRIES[name]
    told = [f for f in said(entry, entry.breaks) if f.rule == name]
    assert entry.element in [f.element for f in told], said(entry, entry.breaks)
    assert all(f.sentence and f.remedy and f.level == entry.level for f in told)


@pytest.mark.parametrize("name", ENTRIES)
def test_of_the_keeping_example_the_rule_says_nothing(name: str) -> None:
    entry = ENTRIES[name]
    assert [f for f in said(entry, entry.keeps) if f.rule == name] == []


RULES = {rule.name for rule in standard.RULES} | {name for name, _ in gate_rules()}


@pytest.mark.parametrize("name", sorted(RULES - ENTRIES.keys()))
def test_every_rule_is_in_the_catalogue(name: str) -> None:
    pytest.fail(f"Add engine/checks/rules/{name}.toml with an example: see rulebook.py")


def test_a_rule_that_speaks_for_the_gate_names_rules_of_the_gate() -> None:
    gate = {name for name, _ in gate_rules()}
    unknown: dict[str, Any] = {r.name: set(r.also) - gate for r in standard.RULES}
    assert {name: missing for name, missing in unknown.items() if missing} == {}


def test_every_entry_says_what_it_demands() -> None:
    for entry in ENTRIES.values():
        assert entry.sentence.endswith("."), entry.name
        assert entry.level in ("error", "warning", "advice"), entry.name
        assert entry.family, entry.name
