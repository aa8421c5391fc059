"""`records.compare`: how far auditor and reviewer are apart (policy 4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.errors import Permanent
from engine.registry import handler
from engine.services import Services
from handlers.records.fields import grade_scale
from handlers.records.finding import audit_of, stage_records


@dataclass(frozen=True)
class Comparison:
    """`sections_differing` counts sections; `largest_gap` is in steps of the grade scale."""

    overall_differs: bool
    sections_differing: int
    largest_gap: int


@handler(
    "records.compare",
    outputs=("overall_differs", "supervision_grade", "sections_differing", "largest_gap"),
)
def compare(services: Services, *, audit: str) -> Mapping[str, object]:
    """Compares the newest records of stages 1 and 2; changes nothing."""
    with services.reading() as session:
        row = audit_of(session, services.tenant, audit)
        found = stage_records(session, row)
        first, second = found.get(1), found.get(2)
    if first is None or second is None:
        raise Permanent("Both stages have to be submitted before they can be compared.")
    apart = difference(
        {**first.section_grades, "": first.overall},
        {**second.section_grades, "": second.overall},
        grade_scale(services.bundle),
    )
    return {**apart.__dict__, "supervision_grade": second.supervision}


def difference(
    first: Mapping[str, str], second: Mapping[str, str], scale: Sequence[str]
) -> Comparison:
    """Compare two sets of grades by section, the overall grade under "". Sections only one
    of the two graded do not count."""
    steps = {
        name: abs(scale.index(first[name]) - scale.index(second[name]))
        for name in first.keys() & second.keys()
    }
    overall = steps.pop("", 0)
    differing = [step for step in steps.values() if step]
    return Comparison(overall > 0, len(differing), max(differing, default=0))
