"""Section 3: the random sample (R20 to R22) and the readings A6, A11, A12 and A23."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random
from uuid import uuid4

import pytest

from engine.bundle import Bundle
from engine.deployments import prepare
from handlers import month
from handlers.caseload.facts import months_between, open_band
from handlers.month.rules import Rules, Standing
from handlers.sampling.draw import Drawn, Eligible, Lot, Stock, draw
from handlers.tables import Audit
from processes import bundle_paths
from tests.handlers.office import Office

FIRST = date(2026, 12, 1)


@pytest.fixture(scope="module")
def rules() -> Rules:
    deployed = prepare(uuid4(), Bundle.from_folders(*bundle_paths("peer_review_audit")))
    return Rules(Standing(deployed, datetime(2026, 11, 24, 8, tzinfo=UTC)))


def case(number: int, **changed: object) -> Eligible:
    known: dict[str, object] = {
        "open_category": True,
        "restricted": False,
        "family": None,
        "last_audited": None,
    }
    return Eligible(f"L9-{number:07}", **{**known, **changed})  # type: ignore[arg-type]


def drawn(rules: Rules, *stock: list[Eligible], seed: int = 1) -> list[Drawn]:
    def judge(facts: dict[str, object]) -> object:
        return rules.decide("case_eligibility", facts)

    held = [Stock(f"auditor {n}", cases) for n, cases in enumerate(stock)]
    return draw(held, Lot(judge, lambda case: 1, FIRST, Random(seed)))


def test_r21_only_open_cases_are_drawn(rules: Rules) -> None:
    [given] = drawn(rules, [case(1, open_category=False), case(2)])
    assert given.case == "L9-0000002"


def test_r21_every_eligible_case_is_equally_likely(rules: Rules) -> None:
    stock = [case(n) for n in range(5)]
    often = Counter(drawn(rules, stock, seed=seed)[0].case for seed in range(2_000))
    # 400 expected of each; outside 330 to 470 once in many thousand runs, and the seeds are fixed.
    assert set(often) == {one.id for one in stock}
    assert all(330 < count < 470 for count in often.values())


@pytest.mark.parametrize(
    ("worse", "better", "relaxed"),
    [
        ({"restricted": True}, {"family": "sibling"}, "relaxed_2"),
        ({"family": "sibling"}, {"last_audited": date(2026, 1, 1)}, "relaxed_1"),
        ({"last_audited": date(2026, 1, 1)}, {"last_audited": date(2025, 12, 1)}, ""),
        ({"open_category": False}, {"restricted": True}, "relaxed_3"),
    ],
)
def test_a11_exclusions_are_relaxed_in_their_order(
    rules: Rules, worse: dict[str, object], better: dict[str, object], relaxed: str
) -> None:
    sibling = [case(1, family="sibling")]
    _, given = drawn(rules, sibling, [case(2, **worse), case(3, **better)])
    assert (given.case, given.relaxed) == ("L9-0000003", relaxed)


def test_a11_without_any_eligible_case_the_auditor_is_listed(rules: Rules) -> None:
    [given] = drawn(rules, [case(1, open_category=False)])
    assert (given.case, given.relaxed) == (None, "no")


@pytest.mark.parametrize(
    ("flags", "category"),
    [
        ({"child_in_need": True}, "CIN"),
        ({"child_in_need": True, "child_protection": True}, "CP"),
        ({"in_care": True}, "CIC_CL"),
        ({"care_leaver": True}, "CIC_CL"),
        ({"child_protection": True, "in_care": True}, "CP"),  # R22
    ],
)
def test_r22_child_protection_takes_precedence(
    rules: Rules, flags: dict[str, bool], category: str
) -> None:
    nothing = dict.fromkeys(("child_in_need", "child_protection", "in_care", "care_leaver"), False)
    assert rules.decide("case_category", {**nothing, **flags}) == category


@pytest.mark.parametrize(
    ("opened", "months", "band"),
    [
        (date(2026, 9, 1), 3, "3_months_or_more"),  # exactly three calendar months (A23)
        (date(2026, 9, 2), 2, "under_3_months"),
        (date(2026, 11, 30), 0, "under_3_months"),
        (date(2020, 2, 29), 81, "3_months_or_more"),
        (date(2026, 12, 24), 0, "under_3_months"),
    ],
)
def test_a23_how_long_a_case_is_open(rules: Rules, opened: date, months: int, band: str) -> None:
    assert months_between(opened, FIRST) == months
    assert open_band(opened, FIRST, rules.parameters) == band


@pytest.mark.parametrize(
    ("opened", "band"),
    [
        (date(2026, 9, 1), "under_3_months"),
        (date(2026, 8, 31), "3_months_or_more"),
        (date(2026, 9, 2), "under_3_months"),
    ],
)
def test_a23_a_setting_counts_exactly_three_months_as_new(
    rules: Rules, opened: date, band: str
) -> None:
    switched = {**rules.parameters, "new_case_when_exactly": True}
    assert open_band(opened, FIRST, switched) == band


def test_a_case_audited_in_an_earlier_month_is_not_drawn_again(
    office: Callable[..., Office],
) -> None:
    here = office()
    here.start()
    before = {audit.case_id for audit in here.rows(Audit)}
    month.start(here.engine, "2027-01", by="miu", seed=5)
    after = {audit.case_id for audit in here.rows(Audit, month="2027-01")}
    assert after
    assert before & after == set()
