"""From two gradings to one: comparing, moderating, concluding."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from engine.errors import Permanent
from handlers.records.compare import Comparison, compare, difference
from handlers.records.freeze import freeze
from handlers.records.moderate import conclude, moderate
from handlers.tables import Audit, ModerationRecord
from tests.handlers.desk import Desk, graded

SCALE = ["outstanding", "good", "requires_improvement", "inadequate", "inadequate_critical"]


def reviewed(desk: Desk, first: str, second: str, supervision: str = "good") -> None:
    """Both stages are in."""
    one = desk.submit(graded(first), "auditor")
    desk.call(freeze, key="stage 1", stage=1, submission=one, by="auditor")
    two = desk.submit(graded(second, supervision, s1="inadequate"), "reviewer")
    desk.call(freeze, key="stage 2", stage=2, submission=two, by="reviewer")


def moderated(
    desk: Desk,
    overall: str,
    by: str,
    *,
    final: bool = False,
    key: str = "m",
    grade: str | None = None,
) -> None:
    sent = desk.submit({"overall_grade": overall}, by)
    desk.call(
        moderate, key=key, overall=overall, supervision=grade, by=by, final=final, submission=sent
    )


def test_the_comparison_counts_sections_and_steps(desk: Desk) -> None:
    reviewed(desk, "good", "requires_improvement", "inadequate")
    assert desk.call(compare) == {
        "overall_differs": True,
        "supervision_grade": "inadequate",
        "sections_differing": 1,
        "largest_gap": 2,
    }


def test_sections_only_one_of_them_saw_do_not_count() -> None:
    found = difference({"": "good", "s1": "good"}, {"": "good", "s2": "inadequate"}, SCALE)
    assert found == Comparison(overall_differs=False, sections_differing=0, largest_gap=0)


def test_there_is_nothing_to_compare_before_stage_2(desk: Desk) -> None:
    with pytest.raises(Permanent, match="Both stages have to be submitted"):
        desk.call(compare)


def test_agreement_concludes_without_moderation(desk: Desk) -> None:
    reviewed(desk, "good", "good")
    assert desk.call(conclude) == {"overall": "good", "supervision": "good"}
    audit = desk.row(Audit)
    assert (audit.state, audit.final_overall) == ("concluded", "good")
    assert audit.concluded_at is not None


def test_invariant_4_a_difference_cannot_be_concluded(desk: Desk) -> None:
    reviewed(desk, "good", "inadequate")
    with pytest.raises(Permanent, match="moderate first"):
        desk.call(conclude)
    assert desk.row(Audit).final_overall is None


def test_invariant_4_after_moderation_there_is_one_grade(desk: Desk) -> None:
    reviewed(desk, "good", "inadequate", "inadequate")
    moderated(desk, "requires_improvement", "auditor", grade="requires_improvement")
    grades = {"overall": "requires_improvement", "supervision": "requires_improvement"}
    assert desk.call(conclude) == grades
    assert desk.call(conclude) == grades


def test_a_moderation_may_leave_supervision_as_it_was(desk: Desk) -> None:
    reviewed(desk, "good", "inadequate", "outstanding")
    moderated(desk, "good", "auditor")
    assert desk.call(conclude) == {"overall": "good", "supervision": "outstanding"}


def test_invariant_5_an_officers_finding_is_final(desk: Desk) -> None:
    reviewed(desk, "good", "inadequate")
    moderated(desk, "inadequate", "officer", final=True, key="officer")
    with pytest.raises(Permanent, match="finding is final"):
        moderated(desk, "good", "auditor", key="later")
    assert desk.call(conclude)["overall"] == "inadequate"
    assert desk.row(Audit).officer == "officer"


def test_a_retry_moderates_once(desk: Desk) -> None:
    reviewed(desk, "good", "inadequate")
    moderated(desk, "inadequate", "officer", final=True)
    moderated(desk, "inadequate", "officer", final=True)
    assert len(desk.rows(ModerationRecord)) == 1


@pytest.mark.parametrize(
    ("part", "person"), [("officer", "reviewer"), ("reviewer", "service_manager")]
)
def test_invariant_6_the_database_keeps_the_parts_apart(desk: Desk, part: str, person: str) -> None:
    with pytest.raises(IntegrityError), desk.database.write() as session:
        session.execute(update(Audit).values({part: person}))


def test_an_audit_cannot_conclude_before_its_stages(desk: Desk) -> None:
    with pytest.raises(Permanent, match="Stage 1 has not been submitted"):
        desk.call(conclude)
