"""Concluded audits of which only the records tell, run again on a change of the policy."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from engine import queries
from engine.bundle import Bundle
from engine.replay import Recorded, Report, replay
from handlers.records.audits import Audit
from handlers.records.tables import ModerationRecord
from handlers.replay import concluded
from tests.handlers.office import Office

TABLE = "moderation_needed.dmn"


@pytest.fixture(scope="module")
def told(past: Office) -> list[Recorded]:
    """The audits that were concluded in the last quarter."""
    now = past.engine.clock.now()
    with past.database.read() as session:
        [active] = queries.active_deployments(session, "main")
        deployed = past.engine.deployed(active.id)
        return concluded(session, "main", deployed, now - timedelta(days=92), now)


@pytest.fixture(scope="module")
def found(told: list[Recorded], bundle: Bundle) -> Report:
    """What becomes of them when a grade apart in any section is moderated as well."""
    on = b'rule_3_input_1"><text>true'
    table = bundle.files[TABLE].replace(b'rule_3_input_1"><text>false', on)
    changed = table.replace(b"<text>&gt;= 2</text>", b"<text>&gt;= 1</text>")
    assert changed != bundle.files[TABLE]
    return replay(bundle, Bundle({**bundle.files, TABLE: changed}), told)


def test_every_concluded_audit_is_there_and_can_be_followed(
    past: Office, told: list[Recorded], found: Report
) -> None:
    with past.database.read() as session:
        since = told[0].ended
        query = select(Audit.reference).where(Audit.concluded_at >= since)
        known = set(session.scalars(query))
    assert {one.reference for one in told} == known
    assert all(stop["before"] == 0 for stop in found["stops"])


def test_those_that_were_moderated_are_moderated_again(
    past: Office, told: list[Recorded], found: Report
) -> None:
    references = {one.reference for one in told}
    with past.database.read() as session:
        query = select(Audit.reference).join(
            ModerationRecord, ModerationRecord.audit_id == Audit.id
        )
        moderated = references & set(session.scalars(query))
    [head] = [one for one in found["told"] if one["name"] == "Moderate the grading (stage 3)"]
    assert head["before"] == len(moderated)
    assert head["after"] == len(moderated) + len(head["gained"])
    assert head["gained"]


def test_what_those_would_have_agreed_on_is_not_guessed(found: Report) -> None:
    gained = next(one["gained"] for one in found["told"] if one["type"] == "callActivity")
    stops = Counter(stop["name"] for stop in found["stops"])
    assert stops == {"Record the discussion": 1}
    assert found["stops"][0]["count"] == len(gained)
    assert found["different"] == found["unknown"] == len(gained)


def test_no_words_of_answers_are_among_what_is_run_again(told: list[Recorded]) -> None:
    said: list[Any] = [one.to_json() for one in told]
    assert "Invented" not in str(said)
