"""Section 5, and 4.2 (4): reports on months and quarters (R2, R4, R40, R41, R121 to R123)."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from engine.bundle import Bundle
from engine.deployments import forms_of, prepare
from engine.spiff import read
from forms import Evaluate, check
from handlers.directory.tables import Team
from handlers.month.rules import Rules, Standing
from handlers.reports.audience import Reads, readable, reads
from handlers.reports.cube import MEASURES
from handlers.reports.layout import Layout, layouts
from handlers.reports.notes import FORMS, PUBLISHED
from handlers.scenarios.audits.switching import switched
from processes import bundle_paths

BUNDLE = Bundle.from_folders(*bundle_paths("peer_review_audit"))
NOW = datetime(2027, 1, 8, 8, tzinfo=UTC)
TEAMS = [
    Team(id="t1", area="North", district="Dartford"),
    Team(id="t2", area="North", district=""),
    Team(id="t3", area="South", district="Dover"),
]
NOBODY = Reads("none", False, False)


def asked(bundle: Bundle = BUNDLE) -> Rules:
    return Rules(Standing(prepare(uuid4(), bundle), NOW))


@pytest.fixture(scope="module")
def rules() -> Rules:
    return asked()


@pytest.fixture(scope="module")
def shown() -> dict[str, Layout]:
    return layouts(BUNDLE)


@pytest.mark.parametrize(
    ("state", "late", "status"),
    [
        ("issued", None, "outstanding"),
        ("concluded", 0, "on_time"),
        ("concluded", 1, "late"),
        ("concluded", 10, "late"),
        ("concluded", 11, "very_late"),
        ("discounted", None, "excluded"),
        ("cancelled", 0, "excluded"),
    ],
)
def test_r40_a33_how_an_audit_counts(
    rules: Rules, state: str, late: int | None, status: str
) -> None:
    assert rules.decide("completion_status", {"state": state, "days_late": late}) == status


def test_r40_completion_is_shown_by_area_and_by_district(shown: dict[str, Layout]) -> None:
    by = {part.rows for part in shown["month"].parts if part.measure == "completion"}
    assert {"area", "district"} <= by


def test_r121_the_monthly_report_shows_every_finding(shown: dict[str, Layout]) -> None:
    """All that is counted, but what kind of cases there were."""
    assert {part.measure for part in shown["month"].parts} == set(MEASURES) - {"category"}


def test_r2_compliance_and_quality_are_both_in_it(shown: dict[str, Layout]) -> None:
    kinds = {part.only.get("judgement") for part in shown["month"].parts}
    assert {"file", "quality"} <= kinds


def test_r41_completion_is_in_the_deep_dives(shown: dict[str, Layout]) -> None:
    assert "completion" in {part.measure for part in shown["quarter"].parts}


def test_r41_r122_management_information_decides_on_a_month_without_figures_and_says_why(
    evaluate: Evaluate,
) -> None:
    """Never left out in silence: the reason is read by whoever reads the report."""
    step = read(BUNDLE).processes["reporting"].elements["decide_missing_month"]
    assert step.properties["candidateGroup"] == "miu"
    assert FORMS["missing"] == step.properties["form"]
    assert "missing" in PUBLISHED
    context = {"period": "October to December 2026", "missing": "November 2026"}
    _, problems = check(
        forms_of(BUNDLE)[FORMS["missing"]],
        {"decision": "go_on"},
        sections=None,
        context=context,
        reviewed=None,
        evaluate=evaluate,
    )
    assert [one.sentence for one in problems] == ["Enter why there is no report on it"]


def test_r123_only_the_boards_pack_goes_outside_and_names_no_district(
    shown: dict[str, Layout],
) -> None:
    assert [one.key for one in shown.values() if one.outside] == ["board_pack"]
    assert "district" not in {part.rows for part in shown["board_pack"].parts}
    assert BUNDLE.parameters["small_number"] == 5


@pytest.mark.parametrize(
    ("roles", "places"),
    [
        ([("miu", "")], None),
        ([("head_of_qa", "")], None),
        ([("director", "")], None),
        ([("assistant_director", "North")], [("North", None)]),
        ([("service_manager", "Dartford")], [("North", "Dartford")]),
        ([("service_manager", "North")], [("North", "")]),
        ([("team_manager", "t1"), ("peer_reviewer", "")], []),
        ([("process_owner", ""), ("admin", "")], []),
        ([("service_manager", "Dover"), ("miu", "")], None),
    ],
)
def test_r121_everybody_reads_their_own_places(
    rules: Rules, roles: list[tuple[str, str]], places: list[tuple[str, str | None]] | None
) -> None:
    assert readable(rules.decide, "month", roles, TEAMS) == places


def test_r123_area_and_district_do_not_read_the_packs(rules: Rules) -> None:
    assert reads(rules.decide, "board_pack", "service_manager") == NOBODY
    assert reads(rules.decide, "board_pack", "assistant_director") == NOBODY
    assert reads(rules.decide, "divisional_pack", "assistant_director").reads == "all"


def test_figures_for_process_owners_and_administrators_are_ready_and_off(rules: Rules) -> None:
    for role, note in (("process_owner", "process owners"), ("admin", "administrators")):
        assert reads(rules.decide, "month", role) == NOBODY
        on = asked(switched(BUNDLE, "report_audience", f"Figures for {note}"))
        assert reads(on.decide, "month", role) == Reads("all", False, False)
