"""Section 2: who audits, who reviews, and who need not this month (R9 to R19)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.deployments import prepare
from handlers.intake import values
from handlers.month.rules import Rules, Standing
from handlers.pairing.facts import Candidate, Side, pair_facts
from handlers.sampling.availability import Away, absence_facts, days_of, said
from handlers.tables import Audit, ChildCase, Person, PersonRole
from processes import bundle_paths
from tests.handlers.office import Office

FULL = [1, 1, 1, 1, 1, 0, 0]
ENGLAND = Calendar.england([2026, 2027])
SIDE = Side(
    "amina",
    team="team",
    line_manager="lena",
    service_manager="sam",
    overseers=frozenset({"iris", "carl"}),
    holders=frozenset({"hugo"}),
    district="Dover",
)


@pytest.fixture(scope="module")
def rules() -> Rules:
    deployed = prepare(uuid4(), Bundle.from_folders(*bundle_paths("peer_review_audit")))
    return Rules(Standing(deployed, datetime(2026, 11, 24, 8, tzinfo=UTC)))


def away(reason: str, days: int, start: int = 0, **more: bool) -> Away:
    """An absence over so many working days of December 2026, which has 21."""
    month = days_of("2026-12", ENGLAND)[start : start + days]
    return Away(reason, month[0], month[-1], **more)


def available(rules: Rules, *absences: Away, week: list[float] | None = None) -> object:
    facts = absence_facts(week or FULL, absences, days_of("2026-12", ENGLAND))
    return said(rules.decide("auditor_eligibility", facts))[0]


@pytest.mark.parametrize(
    ("absences", "outcome"),
    [
        ([], "available"),
        ([away("sickness", 14)], "available"),  # exactly two-thirds is not more than two-thirds
        ([away("sickness", 15)], "dispensed"),  # R17
        ([away("annual_leave", 14)], "available"),
        ([away("annual_leave", 15)], "dispensed"),  # R18
        ([away("sickness", 8), away("annual_leave", 8, 8)], "refer"),  # A8
        ([away("parental_leave", 21)], "refer"),  # A9
        ([away("secondment", 21)], "dispensed"),  # R19
        ([away("secondment", 21, inside=True)], "available"),
    ],
)
def test_r17_r18_r19_dispensation(rules: Rules, absences: list[Away], outcome: str) -> None:
    assert available(rules, *absences) == outcome


def test_r17_a_part_timer_is_measured_by_their_own_pattern(rules: Rules) -> None:
    leave = Away("annual_leave", date(2026, 12, 3), date(2026, 12, 18))
    thursdays_and_fridays = [0, 0, 0, 1, 1, 0, 0]  # 6 of their 8 days
    assert available(rules, leave, week=thursdays_and_fridays) == "dispensed"
    assert available(rules, leave) == "available"  # 12 of 21 days


def test_bank_holidays_are_no_work_time() -> None:
    days = days_of("2026-12", ENGLAND)
    assert len(days) == 21
    assert date(2026, 12, 25) not in days
    assert date(2026, 12, 28) not in days


@pytest.mark.parametrize(
    ("reviewer", "team", "bar"),
    [
        ("amina", None, True),
        ("tom", "team", True),
        ("lena", None, True),
        ("sam", None, True),
        ("iris", None, True),
        ("carl", None, True),
        ("hugo", None, True),
        ("rosa", None, False),
        ("rosa", "another", False),
    ],
)
def test_r13_a_reviewer_is_independent(
    rules: Rules, reviewer: str, team: str | None, bar: bool
) -> None:
    candidate = Candidate(reviewer, "", team, frozenset(), absent=False)
    assert (rules.decide("pairing", pair_facts(SIDE, candidate)) is None) is bar


def test_r13_nobody_reviews_while_away(rules: Rules) -> None:
    candidate = Candidate("rosa", "", None, frozenset(), absent=True)
    assert rules.decide("pairing", pair_facts(SIDE, candidate)) is None


def test_a5_the_same_pair_and_the_same_district_are_avoided(rules: Rules) -> None:
    near, far = (
        Candidate("rosa", "", None, frozenset({place}), absent=False)
        for place in ("Dover", "Swale")
    )

    def penalty(who: Candidate, **more: int) -> float:
        value = rules.decide("pairing", pair_facts(SIDE, who, **more))
        assert isinstance(value, int | float)
        return value

    assert penalty(far) < penalty(near) < penalty(far, months_since_pair=2)
    assert penalty(far, months_since_pair=3) == penalty(far)
    assert penalty(far) < penalty(far, load=1)


def test_r11_r16_one_case_for_every_available_auditor_from_their_own_team(
    office: Callable[..., Office],
) -> None:
    here = office()
    started = here.start()
    managers = {r.person_id: r.scope for r in here.rows(PersonRole, role="team_manager")}
    audits = here.rows(Audit)
    assert len({audit.auditor for audit in audits}) == len(audits) == len(started.audits)
    for audit in audits:
        assert here.row(ChildCase, id=audit.case_id).team_id == managers[audit.auditor]


def test_r12_reviewers_hold_the_role(office: Callable[..., Office]) -> None:
    here = office()
    here.start()
    reviewers = {row.person_id for row in here.rows(PersonRole, role="peer_reviewer")}
    assert {audit.reviewer for audit in here.rows(Audit)} <= reviewers


def test_invariant_6_nobody_is_both_reviewer_and_accountable(
    office: Callable[..., Office],
) -> None:
    here = office("mini", seed=3)
    here.start()
    for audit in here.rows(Audit):
        assert audit.reviewer not in (audit.auditor, audit.service_manager, audit.social_worker)
        auditor = here.row(Person, id=audit.auditor)
        assert audit.reviewer != auditor.line_manager


def test_r16_a_share_is_exact() -> None:
    facts = absence_facts(FULL, [away("sickness", 14)], days_of("2026-12", ENGLAND))
    assert facts["sick_share"] == 2 / 3


@pytest.mark.parametrize(
    "title", ["AAD", "AD", "Assistant Director", "Assistant Area Director", "assistant_director"]
)
def test_a2_an_extract_may_call_the_assistant_directors_what_the_policy_calls_them(
    title: str,
) -> None:
    assert values.role(title) == "assistant_director"
