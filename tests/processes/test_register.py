"""The register of policy clauses: all 123 are accounted for, and register and bundle agree."""

from __future__ import annotations

import re

import pytest

from engine import clauses
from engine.bundle import Bundle
from engine.clauses import Register
from handlers.checking import check
from web.wiring import known_handlers


@pytest.fixture
def register(bundle: Bundle) -> Register:
    found = clauses.read(bundle)
    assert found is not None
    return found


def test_r1_to_r123_are_all_accounted_for(register: Register) -> None:
    assert len(register.scope) == 123
    assert tuple(register.clauses)[:123] == register.scope


def test_every_clause_says_where_in_the_policy_it_is(register: Register) -> None:
    said = register.clauses.values()
    assert not [c.id for c in said if not re.fullmatch(r"\d(\.\d)?", c.section)]
    assert not [c.id for c in said if len(c.text) < 20]


def test_register_and_bundle_name_each_other_and_leave_nothing_open(bundle: Bundle) -> None:
    told = [f for f in check(bundle, known_handlers()) if f.rule.startswith("clause")]
    assert told == []
    named = {id for place in clauses.places(bundle) for id in place.clauses or ()}
    assert len(named) > 50
