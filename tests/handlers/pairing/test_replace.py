"""Another reviewer when everybody has as many cases as a reviewer may be given (A4, A18)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from handlers.pairing.replace import replace
from handlers.records.audits import Audit
from handlers.records.tables import AuditChange
from handlers.scenarios.audits.council import TENANT, appoint
from tests.handlers.desk import Desk


@pytest.fixture
def full(desk: Desk) -> Desk:
    """The second reviewer has the two cases that one may be given in a month."""
    with desk.database.write() as session:
        appoint(session, "second_reviewer")
        for number in (2, 3):
            session.add(
                Audit(tenant_id=TENANT, id=uuid4(), reference=f"AUD-2026-12-00{number}",
                      month="2026-12", case_id="L9-0000001", auditor=f"auditor_{number}",
                      reviewer="second_reviewer", category="CIN", state="issued")
            )  # fmt: skip
    return desk


def test_from_a_full_list_nobody_is_paired_but_somebody_may_be_chosen(full: Desk) -> None:
    others = [{"value": "second_reviewer", "label": "Mona Reid"}]
    for chosen in (None, "auditor"):
        found = full.call(replace, leaving="reviewer", by="miu", chosen=chosen)
        assert found == {"reviewer": None, "others": others}
    assert full.row(Audit, id=full.id()).reviewer == "reviewer", "nothing changes by itself"
    assert full.rows(AuditChange) == []
    found = full.call(replace, leaving="reviewer", by="miu", chosen="second_reviewer")
    assert found["reviewer"] == "second_reviewer"
    change = full.row(AuditChange)
    assert (change.before, change.after, change.by) == ("reviewer", "second_reviewer", "miu")
