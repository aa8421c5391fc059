"""Writing months that are over into the records, and taking their figures as each month closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

import forms
from engine import queries
from engine.database import Base
from engine.deployments import Deployed
from engine.facade import Engine
from handlers.caseload.facts import open_band
from handlers.caseload.tables import ChildCase
from handlers.history.actions import actions
from handlers.history.council import Council, Place, category, council
from handlers.history.days import Diary, diary
from handlers.history.follow_ups import follow_ups
from handlers.history.graded import Paper, auditors_form, paper, reviewers_form
from handlers.history.recordings import recordings
from handlers.history.rows import Scene, conclude, moderation, reflection, stage
from handlers.history.sections import sections
from handlers.history.shares import AWAY, LEAVE_PEAKS, REFERRED, review_days
from handlers.month.rules import Rules, Standing
from handlers.month.staff import AVAILABLE, DISPENSED, REFER
from handlers.records.audits import Audit, Draw
from handlers.reports.closing import close_month
from handlers.reports.period import last_months

PROCESS, BY = "case_audit", "history"
OURS = UUID("6a7c2f0e-6c53-4b0e-9b6c-0f5d2a1e7c11")


@dataclass(frozen=True)
class Past:
    """What was written: months, audits, and the reports that were made of them."""

    months: tuple[str, ...]
    audits: int
    reports: int


@dataclass(frozen=True)
class Setting:
    """What all months share."""

    tenant: str
    deployed: Deployed
    rules: Rules
    council: Council
    paper: Paper
    sections: Mapping[tuple[str, str], list[str]]
    dice: Random
    now: datetime


def generate(engine: Engine, last: str, *, months: int = 18, seed: int = 1) -> Past:
    """Invent so many months up to `last`, which must be over, with their reports and quarters.

    All audits are concluded or discounted by now. The same council and seed give the same past.
    The audits of later months begin from it: cases audited here count as audited.
    """
    wanted = last_months(last, months)
    with engine.database.write() as session:
        setting = _setting(engine, session, seed)
        audits = 0
        for age, month in enumerate(reversed(wanted)):
            audits += _month(session, setting, month, age)
        session.flush()
        reports = sum(
            close_month(session, setting.tenant, month, setting.deployed, engine.clock.now())
            for month in wanted
        )
    return Past(wanted, audits, reports)


def _setting(engine: Engine, session: Session, seed: int) -> Setting:
    definition = queries.active_process(session, engine.tenant, PROCESS)
    deployed = engine.context.deployments.get(session, definition.deployment_id)
    dice = Random(f"history {seed}")  # noqa: S311 invented data
    now = engine.clock.now()
    form: forms.Form = deployed.forms["audit"]
    return Setting(
        engine.tenant,
        deployed,
        Rules(Standing(deployed, now)),
        council(session, engine.tenant, dice),
        paper(form),
        sections(deployed, now),
        dice,
        now,
    )


def _month(session: Session, setting: Setting, month: str, age: int) -> int:
    """One month's draw and audits; how many audits."""
    when = diary(month, setting.deployed.calendar, setting.now)
    if age == 12:
        setting.council.used.clear()
    found: dict[type[Base], list[Base]] = defaultdict(list)
    log = []
    for place in setting.council.places:
        word = _availability(month, setting.dice)
        case = setting.council.case_for(place, month, setting.dice) if word == AVAILABLE else None
        audit = _audit(setting, month, place, case, len(found[Audit]) + 1, when) if case else None
        if audit is not None and case is not None:
            for row in _rows(setting, place, audit, case, when, age):
                found[type(row)].append(row)
        log.append(_line(place, word, audit))
    draw = Draw(
        tenant_id=setting.tenant, month=month, seed=setting.dice.getrandbits(31), by=BY,
        deployment_id=setting.deployed.id, log=log, at=when.issued,
    )  # fmt: skip
    for kind in found.values():
        session.add_all(kind)
    session.add(draw)
    return len(found[Audit])


def _availability(month: str, dice: Random) -> str:
    chance = dice.random()
    away = LEAVE_PEAKS.get(month[5:], AWAY)
    return DISPENSED if chance < away else REFER if chance < away + REFERRED else AVAILABLE


def _audit(
    setting: Setting, month: str, place: Place, case: ChildCase, number: int, when: Diary
) -> Audit:
    barred = {place.auditor, place.team.service_manager}
    reviewers = [one for one in setting.council.reviewers if one not in barred]
    reference = f"AUD-{month}-{number:03}"
    return Audit(
        tenant_id=setting.tenant,
        id=uuid5(OURS, f"{setting.tenant} {reference}"),
        reference=reference,
        month=month,
        case_id=case.id,
        auditor=place.auditor,
        reviewer=setting.dice.choice(reviewers),
        social_worker=case.social_worker,
        service_manager=place.team.service_manager,
        category=category(case, setting.rules),
        state="issued",
        issued_at=when.issued,
    )


def _rows(
    setting: Setting, place: Place, audit: Audit, case: ChildCase, when: Diary, age: int
) -> Iterator[Base]:
    scene = Scene(audit, when, setting.dice, setting.deployed.id)
    yield audit
    worse = setting.council.shift(place, age)
    at = when.submitted(setting.dice, max(0.0, worse / 2))
    if at is None:
        audit.state = "discounted"
        return
    yield reflection(scene, at)
    asked = _sections(setting, audit, case)
    first = stage(scene, 1, auditors_form(setting.paper, asked, worse, at.date(), setting.dice), at)
    reviewed = when.after(at, review_days(setting.dice), setting.dice)
    second = stage(scene, 2, reviewers_form(setting.paper, first.answers, setting.dice), reviewed)
    officers = [one for one in setting.council.officers if one != audit.reviewer]
    moderated = moderation(
        scene, first, second, setting.dice.choice(officers) if officers else None
    )
    conclude(scene, second, moderated)
    yield from (first, second, *recordings(scene, at), *actions(scene, first, second))
    if moderated is not None:
        yield moderated
    yield from follow_ups(scene)


def _sections(setting: Setting, audit: Audit, case: ChildCase) -> list[str]:
    first = date.fromisoformat(f"{audit.month}-01")
    band = open_band(case.opened_on, first, setting.deployed.parameters)
    return setting.sections[audit.category, band]


def _line(place: Place, word: str, audit: Audit | None) -> dict[str, object]:
    return {
        "auditor": place.auditor,
        "availability": word,
        "case": audit.case_id if audit else None,
        "considered": 1 if audit else 0,
        "relaxed": "",
        "reviewer": audit.reviewer if audit else None,
        "penalty": 0 if audit else None,
    }
