"""What only handlers know of a bundle: each rule by the two examples of the catalogue."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import fields
from inspect import getsource
from types import ModuleType

import pytest

from engine import checks
from engine.bundle import Bundle
from engine.checks import Family
from engine.checks.subject import Subject
from engine.model import Finding
from engine.registry import Registry, handler
from handlers.checking import FAMILIES, RULES, catalogue, check

OWN = {path.stem for path in RULES.glob("*.toml")}
ENTRIES = {entry.name: entry for entry in catalogue() if entry.name in OWN}
SHOWN = [name for name, entry in ENTRIES.items() if not entry.told]
RENDERING = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="urn:example">
  <process id="p" isExecutable="true"><startEvent id="start"/>
  <serviceTask id="render" name="Make the form"><extensionElements>
    <spiffworkflow:serviceTaskOperator id="documents.render"/>
  </extensionElements></serviceTask><endEvent id="end"/>
  <sequenceFlow id="in" sourceRef="start" targetRef="render"/>
  <sequenceFlow id="out" sourceRef="render" targetRef="end"/></process></definitions>"""


@handler("documents.render")
def render(services: object) -> Mapping[str, object]:
    """The one operation that needs pages."""
    return {}


def said(files: Mapping[str, bytes]) -> list[Finding]:
    """What is said of these files, whoever knows it."""
    return check(bundle(files), Registry([render]))


def subject(files: Mapping[str, bytes]) -> Subject:
    """The same as a family reads it."""
    return Subject.of(bundle(files), Registry([render]))


def bundle(files: Mapping[str, bytes]) -> Bundle:
    """These files and the least of a manifest."""
    return Bundle({"bundle.toml": b'key = "example"\n', **files})


@pytest.mark.parametrize("name", SHOWN)
def test_the_breaking_example_is_told_at_its_element(name: str) -> None:
    entry = ENTRIES[name]
    told = [f for f in said(entry.files(entry.breaks)) if f.rule == name]
    assert entry.element in [f.element for f in told]
    assert all(f.sentence and f.remedy and f.level == entry.level for f in told)


@pytest.mark.parametrize("name", SHOWN)
def test_of_the_keeping_example_no_rule_of_ours_says_anything(name: str) -> None:
    entry = ENTRIES[name]
    assert [f for f in said(entry.files(entry.keeps)) if f.rule in OWN] == []


def test_each_stage_of_a_document_has_its_page() -> None:
    pages = {f"documents/stage_{stage}.html": b"<!doctype html>" for stage in (1, 2, 3)}
    diagram = {"example.bpmn": RENDERING.encode()}
    second = pages.pop("documents/stage_2.html")

    [found] = [f for f in said(diagram | pages) if f.rule == "page-missing"]
    whole = said(diagram | pages | {"documents/stage_2.html": second})

    assert (found.file, found.element) == ("example.bpmn", ENTRIES["page-missing"].element)
    assert "documents/stage_2.html" in found.sentence
    assert [f for f in whole if f.rule in OWN] == []


def test_whatever_is_said_is_in_the_catalogue() -> None:
    known = {entry.name for entry in catalogue()}
    heard = {f.rule for name in SHOWN for f in said(ENTRIES[name].files(ENTRIES[name].breaks))}
    assert set(SHOWN) <= heard <= known


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_each_family_tells_rules_of_the_catalogue(family: Family) -> None:
    broken = [ENTRIES[name].files(ENTRIES[name].breaks) for name in SHOWN]
    heard = {found.rule for files in broken for found in family.findings(subject(files))}
    assert heard, "Add an example of what it says to handlers/rules: see engine/checks/rulebook.py"
    assert heard <= OWN


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_no_finding_is_written_without_its_rule(family: ModuleType) -> None:
    """Also those that no example brings about."""
    calls = [node for node in ast.walk(ast.parse(getsource(family))) if isinstance(node, ast.Call)]
    findings = [call for call in calls if getattr(call.func, "id", "") == Finding.__name__]
    named = [len(one.args) == len(fields(Finding)) for one in findings]
    assert findings, f"{family.__name__} tells nothing"
    assert all(named), f"{family.__name__}: give every Finding its rule"


def test_no_rule_is_called_like_one_of_the_engine() -> None:
    assert OWN.isdisjoint(entry.name for entry in checks.catalogue())
