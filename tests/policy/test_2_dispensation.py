"""Section 2: who is excused from a month before its cases are issued, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from engine import tables
from engine.calendar import Calendar
from engine.worker import run_due
from handlers.absences.note import outcome
from handlers.absences.tables import AbsenceReport, Dispensation
from handlers.directory.tables import Absence, PersonRole
from handlers.records.audits import Audit
from handlers.sampling.availability import Away, absence_facts, days_of, said
from tests.handlers.office import Office
from tests.processes.deciding import Decide, decide

__all__ = ["decide"]
ENGLAND = Calendar.england([2026, 2027])
FULL = [1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0]
Opens = Callable[..., Office]


def asked(decide: Decide, *absences: Away, week: list[float] = FULL, on: str = "") -> str:
    """The table's word on January 2027, which has 20 working days."""
    return said(decide("auditor_eligibility", on=on, **absence_facts(week, absences, JANUARY)))[0]


JANUARY = days_of("2027-01", ENGLAND)


def away(reason: str, days: int, share: int = 100, asked: bool = False) -> Away:
    return Away(reason, JANUARY[0], JANUARY[days - 1], share=share, asked=asked)


@pytest.mark.parametrize("reason", ["sickness", "annual_leave"])
def test_r17_r18_a7_more_than_two_thirds_is_meant_strictly(decide: Decide, reason: str) -> None:
    assert len(JANUARY) == 20
    assert asked(decide, away(reason, 13)) == "available"
    assert asked(decide, away(reason, 14)) == "dispensed"


def test_r17_a7_part_time_counts_by_its_own_pattern(decide: Decide) -> None:
    """Two of three days are exactly two thirds, for whoever works three days a week."""
    week = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    worked = [day for day in JANUARY if week[day.weekday()]]
    two_thirds = worked[: len(worked) * 2 // 3]
    exact = Fraction(len(two_thirds), len(worked))
    leave = Away("annual_leave", two_thirds[0], two_thirds[-1])
    assert asked(decide, leave, week=week) == (
        "dispensed" if exact > Fraction(2, 3) else "available"
    )
    longer = Away("annual_leave", worked[0], worked[len(two_thirds)])
    assert asked(decide, longer, week=week) == "dispensed"


def test_r17_a_part_of_each_day_is_a_part_of_the_month(decide: Decide) -> None:
    assert asked(decide, away("sickness", 20, share=66)) == "available"
    assert asked(decide, away("sickness", 20, share=67)) == "dispensed"


def test_a7_rows_that_are_off_take_exactly_two_thirds_as_enough(decide: Decide) -> None:
    week = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    days = [day for day in JANUARY if week[day.weekday()]][:12]
    for reason in ("sickness", "annual_leave"):
        facts = absence_facts(week, [Away(reason, days[0], days[7])], days)
        assert facts["sick_share"] == 2 / 3 or facts["leave_share"] == 2 / 3
        assert decide("auditor_eligibility", **facts)["outcome"] == "available"
        assert decide("auditor_eligibility", on="(A7)", **facts)["outcome"] == "dispensed"


def test_r19_secondment_outside_the_programme_has_no_threshold_and_one_row_sets_one(
    decide: Decide,
) -> None:
    assert asked(decide, away("secondment", 20)) == "dispensed"
    assert asked(decide, away("secondment", 10)) == "dispensed"
    assert asked(decide, away("secondment", 10), on="as leave does") == "available"
    assert asked(decide, away("secondment", 14), on="as leave does") == "dispensed"
    assert asked(decide, Away("secondment", JANUARY[0], JANUARY[9], inside=True)) == "available"


def test_a8_together_they_are_referred_and_one_row_excuses_instead(decide: Decide) -> None:
    both = (away("sickness", 9), Away("annual_leave", JANUARY[9], JANUARY[17]))
    assert asked(decide, *both) == "refer"
    assert asked(decide, *both, on="excuse by themselves (A8)") == "dispensed"


def test_a9_other_reasons_are_referred_and_one_row_refers_any_part(decide: Decide) -> None:
    assert asked(decide, away("bereavement", 20)) == "refer"
    assert asked(decide, away("bereavement", 3)) == "available"
    assert asked(decide, away("bereavement", 3, asked=True)) == "refer"
    assert asked(decide, away("bereavement", 3), on="however short (A9)") == "refer"


def test_r36_only_what_is_referred_is_the_approvers_to_decide() -> None:
    refer = {"month": "2027-01", "outcome": "refer"}
    assert outcome(refer, ["2027-01"], True) == "dispensed"
    assert outcome(refer, [], True) == "refused"
    assert outcome(refer, ["2027-01"], False) == "not_decided"
    assert outcome({"month": "2027-01", "outcome": "dispensed"}, [], True) == "dispensed"


def absent(here: Office, reason: str) -> str:
    """The first manager is away for all of December, and for nothing else."""
    person = min(row.person_id for row in here.rows(PersonRole, role="team_manager"))
    with here.database.write() as session:
        session.query(Absence).filter_by(person_id=person).delete()
        session.add(
            Absence(tenant_id="main", person_id=person, reason=reason,
                    starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 31))
        )  # fmt: skip
    return person


def test_r17_the_extracts_absence_is_noted_with_its_row_and_they_are_told(office: Opens) -> None:
    here = office()
    person = absent(here, "sickness")
    here.begin()
    [row] = here.rows(Dispensation, person_id=person)
    assert (row.month, row.outcome, row.by) == ("2026-12", "dispensed", "system")
    assert row.rule == "Sick leave for more than two thirds of the month"
    assert person not in {audit.auditor for audit in here.rows(Audit)}
    assert person in {letter.recipient for letter in here.letters("dispensation_granted")}


def test_r36_who_is_referred_too_late_takes_part_and_is_still_decided_on(office: Opens) -> None:
    """On 24 November the draw was due: it does not wait, and the case they get can be ended."""
    here = office()
    person = absent(here, "suspension")
    here.begin()
    assert person in {audit.auditor for audit in here.rows(Audit)}
    [known] = here.rows(AbsenceReport, person_id=person)
    [task] = here.rows(tables.UserTask, instance_id=known.instance_id, state="open")
    assert task.assignee in {row.person_id for row in here.rows(PersonRole, role="head_of_qa")}
    answers = {"decision": "grant", "reason": "Agreed."}
    here.engine.complete(task.id, answers, by=task.assignee, seen=task.version)
    run_due(here.engine)
    here.answer("check_list", "miu", decision="release", issue="now", changes=[])
    [again] = [task for task in here.tasks() if task.element_id == "check_list"]
    problems = again.details["context"]["problems"]
    assert "auditor_excused" in {problem["problem"] for problem in problems}


def test_r17_a_second_beginning_notes_nothing_twice(office: Opens) -> None:
    here = office()
    absent(here, "sickness")
    here.begin()
    before = len(here.rows(AbsenceReport))
    here.begin()
    assert len(here.rows(AbsenceReport)) == before
