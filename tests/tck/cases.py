"""Test cases of the public DMN TCK out of their XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from values import value_of

SPACE = "{http://www.omg.org/spec/DMN/20160719/testcase}"


@dataclass(frozen=True)
class Expected:
    """What a decision must answer, as JSON with tagged dates."""

    name: str
    value: Any


@dataclass(frozen=True)
class Case:
    """One test case: what is given by name, and what is expected."""

    id: str
    service: str | None
    given: dict[str, Any]
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class Suite:
    """A file of test cases with the model it is about."""

    file: Path
    model: str
    cases: tuple[Case, ...]


def suites(folder: Path) -> Iterator[Suite]:
    """Every file of test cases below a folder, in order."""
    for file in sorted(folder.rglob("*.xml")):
        root = etree.parse(file).getroot()
        if root.tag == f"{SPACE}testCases":
            model = root.findtext(f"{SPACE}modelName") or file.with_suffix(".dmn").name
            yield Suite(file, model.strip(), tuple(map(_case, root.iter(f"{SPACE}testCase"))))


def _case(element: Any) -> Case:
    is_service = element.get("type") == "decisionService"
    return Case(
        id=element.get("id") or "",
        service=element.get("invocableName") if is_service else None,
        given={one.get("name"): value_of(one) for one in element.iter(f"{SPACE}inputNode")},
        expected=tuple(map(_expected, element.iter(f"{SPACE}resultNode"))),
    )


def _expected(element: Any) -> Expected:
    found = element.find(f"{SPACE}expected")
    return Expected(element.get("name"), None if found is None else value_of(found))
