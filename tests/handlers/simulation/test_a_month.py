"""A month of a small council, lived through on the real engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.bundle import Bundle
from handlers.simulation import Plan, SimulationRefused, behaviours, simulate


def test_every_audit_is_accounted_for(september: dict[str, Any]) -> None:
    kept = september["conservation"]
    states = ("concluded", "open", "discounted", "cancelled")
    assert kept["issued"] > 5
    assert kept["issued"] == sum(kept[state] for state in states)


def test_each_letter_left_once_and_because_a_step_called_for_it(september: dict[str, Any]) -> None:
    letters = september["letters"]
    assert (letters["twice"], letters["without_a_step"], letters["not_sent"]) == (0, 0, {})
    assert letters["by_kind"]["issue_auditor"] == september["conservation"]["issued"]
    assert sum(letters["by_day"].values()) == letters["sent"] == sum(letters["by_kind"].values())


def test_what_staff_met_is_counted_in_the_bundles_words(september: dict[str, Any]) -> None:
    audit, given = september["forms"]["audit"], september["outcomes"]["grades"]
    grade = audit["questions"]["overview/overall_grade"]
    assert (audit["title"], grade["asked"]) == ("Case file audit", audit["sent"])
    for value, told in grade["options"].items():
        assert told["words"] == september["outcomes"]["grade_words"][value]
        stages = (given["stage_1"].get(value, 0), given["stage_2"].get(value, 0))
        assert told["chosen"] == sum(stages)
    asked = audit["questions"]["s1/s1_1_comment"]
    assert 0 < asked["answered"] < asked["asked"] == audit["sent"]


def test_a_question_under_a_condition_is_asked_only_where_it_holds(
    september: dict[str, Any],
) -> None:
    done = september["forms"]["action_done"]
    questions = done["questions"]
    outcome, day = (questions[f"action_done/{name}"] for name in ("outcome", "done_on"))
    assert day["asked"] == outcome["options"]["done"]["chosen"] < done["sent"]


def test_each_kind_of_letter_has_an_example_without_ids(september: dict[str, Any]) -> None:
    letters = september["letters"]
    assert letters["examples"].keys() == letters["by_kind"].keys()
    first = letters["examples"]["issue_auditor"]
    assert first["subject"].startswith("Case file audit AUD-2026-09-0")
    assert "{{ audit.reference }}" in first["wording"][0]


def test_nothing_stopped_and_nobody_was_stuck(september: dict[str, Any]) -> None:
    assert (september["incidents"], september["stalled"], september["stuck"]) == ([], 0, {})
    assert september["sound"]


def test_a_behaviour_that_is_not_there_is_refused(bundle: Bundle) -> None:
    with pytest.raises(SimulationRefused, match="steady"):
        simulate(bundle, Plan(date(2026, 9, 1), 1, "mini", 7, "tired"))
    assert set(behaviours(bundle)) == {"steady", "weak", "improving"}
