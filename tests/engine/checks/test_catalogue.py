"""Every rule of the catalogue has an example that breaks it and one that keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from graphlib import TopologicalSorter
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.checks import FAMILIES, Entry, catalogue, safety, standard
from engine.checks import check as check_bundle
from engine.checks.once import once
from engine.checks.reading import refused
from engine.checks.subject import Subject
from engine.model import Finding
from engine.registry import Registry, handler
from engine.spiff import gate_rules

ENTRIES = {entry.name: entry for entry in catalogue()}
SHOWN = [name for name, entry in ENTRIES.items() if not entry.told]
MANIFEST = {"bundle.toml": b'key = "example"\n'}


@handler("letters.send")
def send(services: object, *, letter: str) -> Mapping[str, object]:
    """The one operation the examples know."""
    return {}


# Families whose findings bear other names than their file.
NAMED_OTHERWISE = {"clauses", "naming", "scripts", "table-gaps", "table-overlaps"}
REGISTRY = Registry([send])


@pytest.fixture(autouse=True)
def _parsed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples are ours, so no child process has to try them."""
    monkeypatch.setattr(safety, "unsafe", lambda files: [])


def said(entry: Entry, example: str) -> list[Finding]:
    """What is said of an example: by the standard, by the gate, and by all the others."""
    bundle = Bundle({**MANIFEST, **entry.files(example)})
    subject = Subject.of(bundle, REGISTRY)
    return [*subject.broken, *refused(subject), *check_bundle(bundle, REGISTRY)]


@pytest.mark.parametrize("name", SHOWN)
def test_the_breaking_example_is_told_at_its_element(name: str) -> None:
    entry = ENTRIES[name]
    told = [f for f in said(entry, entry.breaks) if f.rule == name]
    assert entry.element in [f.element for f in told], said(entry, entry.breaks)
    assert all(f.sentence and f.remedy and f.level == entry.level for f in told)


@pytest.mark.parametrize("name", SHOWN)
def test_of_the_keeping_example_the_rule_says_nothing(name: str) -> None:
    entry = ENTRIES[name]
    assert [f for f in said(entry, entry.keeps) if f.rule == name] == []


BY_FAMILY = {f.__name__.rpartition(".")[2].replace("_", "-") for f in FAMILIES} - NAMED_OTHERWISE
RULES = {rule.name for rule in standard.RULES} | {name for name, _ in gate_rules()} | BY_FAMILY


@pytest.mark.parametrize("name", sorted(RULES - ENTRIES.keys()) or ["none"])
def test_every_rule_is_in_the_catalogue(name: str) -> None:
    assert name == "none", f"Add engine/checks/rules/{name}.toml with an example: see rulebook.py"


def test_what_is_said_and_what_is_in_the_catalogue_is_the_same() -> None:
    heard = {f.rule for name in SHOWN for f in said(ENTRIES[name], ENTRIES[name].breaks)}
    assert heard == set(SHOWN)


def test_a_rule_that_speaks_for_others_names_rules_there_are() -> None:
    unknown: dict[str, Any] = {r.name: set(r.also) - ENTRIES.keys() for r in standard.RULES}
    assert {name: missing for name, missing in unknown.items() if missing} == {}


def test_somebody_always_speaks_no_rules_speak_for_each_other_in_a_circle() -> None:
    also = TopologicalSorter({rule.name: rule.also for rule in standard.RULES})
    assert set(also.static_order()) >= {rule.name for rule in standard.RULES}


@pytest.mark.parametrize(
    ("name", "silent"),
    [
        ("flow-single-condition", "flows-conditions"),
        ("flow-condition-misplaced", "flows-conditions"),
        ("quantity-too-small", "flows-quantities"),
        ("boundary-event-host", "reference-wrong-kind"),
        ("timer-missing", "expression-empty"),
        ("timer-text", "expressions"),
        ("link-without-source", "flows-reached"),
        ("ad-hoc-empty", "events-starts"),
        ("data-association-sources", "data-places"),
        ("event-gateway-target", "races-events"),
        ("event-gateway-shared-target", "races-events"),
        ("reference-without-namespace", "schema"),
    ],
)
def test_what_is_wrong_is_said_once(name: str, silent: str) -> None:
    bundle = Bundle({**MANIFEST, **ENTRIES[name].files(ENTRIES[name].breaks)})
    told = {found.rule for found in check_bundle(bundle, REGISTRY)}
    assert name in told
    assert silent not in told


def test_a_warning_does_not_silence_an_error() -> None:
    warning = Finding("warning", "a.bpmn", "x", "Mild.", "Look.", "timer-missing")
    error = Finding("error", "a.bpmn", "x", "Grave.", "Mend it.", "timers")
    elsewhere = replace(error, element="y")
    assert list(once([warning, error, elsewhere])) == [warning, error, elsewhere]
    assert list(once([replace(warning, level="error"), error])) == [replace(warning, level="error")]


def test_every_entry_says_what_it_demands() -> None:
    for entry in ENTRIES.values():
        assert entry.sentence.endswith("."), entry.name
        assert entry.level in ("error", "warning", "advice"), entry.name
        assert entry.family, entry.name
