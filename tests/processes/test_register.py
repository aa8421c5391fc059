"""The register of policy clauses and the bundle agree, both ways."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.spiff import read

Register = dict[str, dict[str, Any]]


@pytest.fixture
def scope(bundle: Bundle) -> set[str]:
    said = tomllib.loads(bundle.text("policy.toml"))["scope"]
    return {f"R{number}" for number in range(said["from"], said["to"] + 1)}


@pytest.fixture
def register(bundle: Bundle) -> Register:
    clauses = tomllib.loads(bundle.text("policy.toml"))["clause"]
    found = {clause["id"]: clause for clause in clauses}
    assert len(found) == len(clauses), "a clause is listed twice"
    return found


def claims(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Each place in the bundle that names a clause, as (clause, place)."""
    for place, words in (*elements(bundle), *letters(bundle), *forms(bundle)):
        for clause in words.split():
            yield clause, place


def elements(bundle: Bundle) -> Iterator[tuple[str, str]]:
    for process in read(bundle).processes.values():
        for element in process.elements.values():
            yield f"{process.key}/{element.id}", element.properties.get("clauses", "")


def letters(bundle: Bundle) -> Iterator[tuple[str, str]]:
    for path in bundle.paths("/letter.toml", "mail/"):
        said = tomllib.loads(bundle.text(path))
        yield path.removesuffix("/letter.toml"), " ".join(said["clauses"])


def forms(bundle: Bundle) -> Iterator[tuple[str, str]]:
    for path in bundle.paths(".form", "forms/"):
        found = re.findall(r'"clauses": "([^"]*)"', json.dumps(json.loads(bundle.text(path))))
        yield path, " ".join(found)


def test_r42_to_r95_are_all_accounted_for(register: Register, scope: set[str]) -> None:
    assert len(scope) == 54
    assert scope <= set(register)
    unaccounted = [c["id"] for c in register.values() if not c.get("by") and not c.get("reason")]
    assert not unaccounted


def test_every_clause_says_where_in_the_policy_it_is(register: Register) -> None:
    assert not [c["id"] for c in register.values() if not re.fullmatch(r"\d(\.\d)?", c["section"])]
    assert not [c["id"] for c in register.values() if len(c["text"]) < 20]


def test_whatever_names_a_clause_is_in_the_register(bundle: Bundle, register: Register) -> None:
    found = list(claims(bundle))
    assert len(found) > 100
    assert not {clause for clause, _ in found} - set(register)
    assert not [(c, place) for c, place in found if place not in register[c].get("by", [])]


def test_whatever_the_register_names_is_there(bundle: Bundle, register: Register) -> None:
    named = set(claims(bundle))
    missing = []
    for clause in register.values():
        for place in clause.get("by", []):
            if (clause["id"], place) not in named and place not in bundle.files:
                missing.append((clause["id"], place))
    assert not missing


def test_every_activity_that_a_policy_asks_for_says_which_clause(bundle: Bundle) -> None:
    people = [
        f"{process.key}/{element.id}"
        for process in read(bundle).processes.values()
        for element in process.elements.values()
        if element.type in ("userTask", "sendTask") and not element.properties.get("clauses")
    ]
    assert not people
