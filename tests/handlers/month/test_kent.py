"""A month as large as Kent's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from handlers.tables import Audit, ChildCase, PersonRole
from tests.handlers.office import Office


def test_kents_december_adds_up(office: Callable[..., Office]) -> None:
    here = office("kent")
    started = here.start()

    managers = here.rows(PersonRole, role="team_manager")
    left_out = len(started.dispensed) + len(started.without_case)
    assert len(managers) == 116
    assert len(started.audits) == 116 - left_out > 100
    assert started.without_reviewer == ()

    audits, cases = here.rows(Audit), {case.id: case for case in here.rows(ChildCase)}
    families = [cases[a.case_id].family_id for a in audits if cases[a.case_id].family_id]
    assert len(families) == len(set(families))
    assert max(Counter(audit.reviewer for audit in audits).values()) <= 2
    assert {audit.category for audit in audits} == {"CIN", "CP", "CIC_CL"}
