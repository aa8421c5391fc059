"""Section 7 and data protection (DP5): a leaver is erased from what stays, and every seal holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from engine import tables
from engine.chain import GENESIS, line_of, seal
from engine.database import Database
from engine.queries.proof import prove_audit_log, prove_histories
from handlers.access.people import leave
from handlers.access.roles import Act
from handlers.directory.tables import Person
from handlers.erasure.doing import ErasureRefused, Erasures
from handlers.records.audits import Audit
from handlers.scenarios.audits.council import TENANT
from tests.policy.erasing import (
    BY,
    CHILD,
    Over,
    chains_hold,
    erasing,
    kept,
    left,
    of_staff,
    write,
)
from tests.policy.one_audit import OneAudit
from tests.policy.test_7_records import everything


def test_dp5_somebody_who_left_has_a_token_in_what_stays_and_every_seal_holds(
    database: Database, conclude: Callable[[Database], OneAudit], printed: list[str]
) -> None:
    over = conclude(database)
    erasures = erasing(over, printed)
    [before] = kept(over, Audit)
    person = before.reviewer
    subject = of_staff(over, person)
    with pytest.raises(ErasureRefused, match="They work here"):
        erasures.erase(subject, **BY)
    act = Act("boss", "Has left.", over.clock.now(), over.clock.now().date())
    write(over, lambda session: leave(session, TENANT, person, act))
    made = erasures.erase(subject, **BY)
    assert "This document was withdrawn" in printed[-1], "prints named them"
    [after] = kept(over, Audit)
    assert after.reviewer.startswith("erased-")
    assert after.auditor == before.auditor
    assert left(over, made) == set()
    assert subject.names[0] not in everything(over.database)
    assert chains_hold(over)
    with over.database.read() as session:
        assert session.get(Person, (TENANT, person)) is None
        token = session.get_one(Person, (TENANT, after.reviewer))
    assert (token.name, token.email) == (after.reviewer, after.reviewer)


def test_dp5_a_reworded_line_that_is_changed_afterwards_is_found_out(
    over: Over, erasures: Erasures
) -> None:
    [audit] = kept(over, Audit)
    act = Act("boss", "Has left.", over.clock.now(), over.clock.now().date())
    subject = of_staff(over, audit.reviewer)
    write(over, lambda session: leave(session, TENANT, audit.reviewer, act))
    erasures.erase(subject, **BY)
    assert chains_hold(over)
    write(over, lambda session: session.execute(tables.History.__table__.update().where(
        tables.History.by.startswith("erased-")).values(by="somebody-else")))  # fmt: skip
    assert not chains_hold(over)


def test_dp5_a_changed_line_cannot_be_passed_off_as_a_reworded_one(
    over: Over, erasures: Erasures
) -> None:
    erasures.erase(CHILD, **BY)

    def forge(session: Any) -> None:
        lines = session.scalars(select(tables.History).order_by(tables.History.seq).limit(1))
        line = lines.one()
        line.by = "somebody-else"
        session.add(tables.Rewording(
            tenant_id=TENANT, place="history", key=f"{line.instance_id}/{line.seq}",
            digest=seal(GENESIS, line_of(line)), at=over.clock.now(),
        ))  # fmt: skip

    write(over, forge)
    with over.database.read() as session:
        assert not prove_histories(session, TENANT).broken, "its story by itself looks sound"
        [broken] = prove_audit_log(session, TENANT)[0].broken
    assert "reworded otherwise" in broken.sentence
