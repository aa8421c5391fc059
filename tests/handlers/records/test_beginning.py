"""An audit that is issued has a page from then on, also while its process cannot begin."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from engine import tables
from handlers.records.beginning import HELD_UP, SOON
from handlers.records.reading import audit_page
from handlers.tables import Audit
from tests.handlers.office import TENANT, Office


@pytest.mark.parametrize(("job", "said"), [("ready", SOON), ("incident", HELD_UP)])
def test_an_audit_that_did_not_begin_says_so(
    office: Callable[..., Office], job: str, said: str
) -> None:
    here = office()
    here.start()
    audit = here.rows(Audit)[0]
    here.change(Audit, audit.id, instance_id=uuid4())
    starting = here.row(tables.Job, dedupe_key=f"start:{audit.id}")
    here.change(tables.Job, starting.id, state=job)

    with here.database.read() as session:
        page = audit_page(session, TENANT, audit.reference)

    assert (page.where, page.instance_id) == ((said,), None)
    assert [one.sentence for one in page.timeline if "was issued to" in one.sentence]


def test_an_audit_that_began_says_with_whom_it_is(office: Callable[..., Office]) -> None:
    here = office()
    here.start()
    audit = here.rows(Audit)[0]

    with here.database.read() as session:
        page = audit_page(session, TENANT, audit.reference)

    assert page.instance_id == audit.instance_id
    assert SOON not in page.where
    assert HELD_UP not in page.where
