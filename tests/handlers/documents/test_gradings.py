"""Both gradings side by side, read from the story whose PDFs are read here (policy 4.4)."""

from __future__ import annotations

from handlers.records.finding import audit_of, stage_record
from handlers.records.gradings import Gradings, gradings
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.player import Player


def beside(told: Player, **second: object) -> Gradings | None:
    """The gradings, with the second stage changed as told; nothing is kept."""
    with told.database.read() as session:
        audit = audit_of(session, TENANT, str(told.audit_id))
        record = stage_record(session, audit, 2)
        with session.no_autoflush:
            for name, value in second.items():
                setattr(record, name, value)
            used = told.engine.deployed(told.deployment())
            return gradings(session, audit, used, record.at)


def test_it_says_what_each_gave_and_what_the_officer_found(told: Player) -> None:
    found = beside(told)
    assert found is not None
    assert found.by == ("Team Manager", "Peer Reviewer", "Moderated")
    assert [line.label for line in found.lines[:2]] == [
        "Overall grade",
        "S9 Supervision / Management Oversight",
    ]
    assert found.lines[0].grades[0] != found.lines[0].grades[1]
    assert found.lines[1].grades[0] == "", "a Team Manager does not grade their own supervision"
    assert ["overall grades differ" in why for why in found.why] == [True]
    assert found.document is not None


def test_a_section_is_listed_where_the_two_grades_differ(told: Player) -> None:
    found = beside(told, section_grades={"s1": "inadequate_critical"}, supervision="inadequate")
    assert found is not None
    assert [line.label for line in found.lines[2:]] == [
        "S1 The record, the story so far and who the child is"
    ]
    assert found.lines[2].grades[1] == "Inadequate critical"
    assert len(found.why) == 2
