"""`plumbline month start`: draw once, then start what is not started. Safe to run again."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine import queries
from engine.errors import PlumblineError
from engine.facade import Engine
from engine.history import append_audit_log
from handlers.caseload.facts import category_facts
from handlers.directory.tables import Team
from handlers.month.choose import Choice, choose
from handlers.month.issue import PROCESS, issue
from handlers.month.rules import Rules
from handlers.month.staff import DISPENSED, REFER
from handlers.records.audits import Audit, Draw


class MonthRefused(PlumblineError):
    """The month cannot be started; the message says what to do."""


@dataclass(frozen=True)
class MonthStarted:
    """What a month's start did. People are ids; `issued` are the references begun this time."""

    month: str
    seed: int
    audits: tuple[str, ...]
    issued: tuple[str, ...]
    dispensed: tuple[str, ...]
    referred: tuple[str, ...]
    without_case: tuple[str, ...]
    without_reviewer: tuple[str, ...]


def start(engine: Engine, month: str, *, by: str, seed: int | None = None) -> MonthStarted:
    """Draw and start the audits of a month such as "2026-12".

    Run again, it draws nothing anew: it only starts audits that were drawn and not started.
    Raises MonthRefused for anything but a month or where there is nobody to audit, NotFound when
    no audit process is deployed.
    """
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        raise MonthRefused(f"“{month[:20]}” is not a month: write it like 2026-12.")
    draw = engine.database.transact(lambda session: _draw(engine, session, month, by, seed))
    issued = [one for one in _waiting(engine, month) if issue(engine, one, by)]
    engine.dispatcher.wake()
    with engine.database.read() as session:
        return _report(session, draw, _references(session, engine.tenant, month), issued)


def _draw(engine: Engine, session: Session, month: str, by: str, seed: int | None) -> Draw:
    found = session.get(Draw, (engine.tenant, month))
    if found is not None:
        return found
    definition = queries.active_process(session, engine.tenant, PROCESS)
    deployed = engine.context.deployments.get(session, definition.deployment_id)
    rules = Rules(deployed, engine.clock.now())
    chosen_seed = secrets.randbelow(2**31) if seed is None else seed
    dice = Random(chosen_seed)  # noqa: S311 a draw that anybody can repeat needs a seed
    choice = choose(session, engine.tenant, month, rules, dice)
    if not choice.available:
        raise MonthRefused("There is no team manager in the directory: import the extract first.")
    _add_audits(session, engine.tenant, month, choice, rules)
    drawn = Draw(month=month, seed=chosen_seed, deployment_id=deployed.id, log=choice.log(), by=by)
    return _noted(engine, session, drawn, len(choice.pairs))


def _noted(engine: Engine, session: Session, drawn: Draw, audits: int) -> Draw:
    drawn.tenant_id, drawn.at = engine.tenant, engine.clock.now()
    session.add(drawn)
    append_audit_log(
        session,
        engine.tenant,
        at=drawn.at,
        by=drawn.by,
        action="month.start",
        about=drawn.month,
        detail={"seed": drawn.seed, "audits": audits},
    )
    return drawn


def _add_audits(session: Session, tenant: str, month: str, choice: Choice, rules: Rules) -> None:
    managers = dict(
        session.execute(select(Team.id, Team.service_manager).where(Team.tenant_id == tenant)).all()
    )
    given = [(one.auditor, choice.cases[one.case]) for one in choice.drawn if one.case]
    for number, (auditor, case) in enumerate(given, 1):
        session.add(
            Audit(
                tenant_id=tenant,
                id=uuid4(),
                reference=f"AUD-{month}-{number:03}",
                month=month,
                case_id=case.id,
                auditor=auditor,
                reviewer=choice.pairs[auditor].reviewer,
                social_worker=case.social_worker,
                service_manager=managers.get(case.team_id),
                category=str(rules.decide("case_category", category_facts(case))),
                state="drawn",
            )
        )


def _waiting(engine: Engine, month: str) -> Sequence[UUID]:
    query = (
        select(Audit.id)
        .where(Audit.tenant_id == engine.tenant, Audit.month == month, Audit.state == "drawn")
        .where(Audit.reviewer.is_not(None))
        .order_by(Audit.reference)
    )
    with engine.database.read() as session:
        return session.scalars(query).all()


def _references(session: Session, tenant: str, month: str) -> dict[UUID, str]:
    query = select(Audit.id, Audit.reference).where(Audit.tenant_id == tenant, Audit.month == month)
    return dict(session.execute(query.order_by(Audit.reference)).all())


def _report(
    session: Session, draw: Draw, references: Mapping[UUID, str], issued: Sequence[UUID]
) -> MonthStarted:
    def where(name: str, value: object) -> tuple[str, ...]:
        return tuple(line["auditor"] for line in draw.log if line[name] == value)

    drawn = {line["auditor"] for line in draw.log if line["case"]}
    unpaired = {line["auditor"] for line in draw.log if not line["reviewer"]}
    dispensed = where("availability", DISPENSED)
    everyone = {line["auditor"] for line in draw.log}
    return MonthStarted(
        draw.month,
        draw.seed,
        tuple(references.values()),
        tuple(references[one] for one in issued),
        dispensed,
        where("availability", REFER),
        tuple(sorted(everyone - drawn - set(dispensed))),
        tuple(sorted(drawn & unpaired)),
    )
