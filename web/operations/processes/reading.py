"""What there is of a process, read once for its page and for the file of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from engine import queries
from engine.commands.tally import days_of
from engine.errors import NotFound
from engine.figures import added, measured
from engine.queries import Chosen
from engine.queries.activities import MOST_UNCOUNTED
from engine.tables import ActivityInstance, Deployment, ProcessDefinition
from web.diagrams.elements import read
from web.diagrams.outline import outline
from web.diagrams.source import Diagram, definition, xml_of
from web.operations.processes import heat
from web.operations.processes.lines import Known, Line, line, lines, with_dates
from web.operations.processes.period import Period, period
from web.parts import Parts
from web.words import local


@dataclass(frozen=True)
class View:
    """A process over a period. `version` is None for all of them; `whole` is the process itself;
    `behind`: the worker has still to count some of what has ended."""

    key: str
    name: str
    versions: Sequence[Deployment]
    version: int | None
    period: Period
    shown: str
    whole: Line
    rows: Sequence[Line]
    diagram: Diagram
    behind: bool

    @property
    def dated(self) -> Sequence[Line]:
        """The elements with dates, the one most often late first."""
        return sorted(with_dates(self.rows), key=lambda row: -(row.share_late or 0))

    def address(self, **more: object) -> dict[str, object]:
        """The arguments of the address of the same view."""
        dates = {"from": self.period.first.isoformat(), "to": self.period.last.isoformat()}
        when = {"days": self.period.days} if self.period.days else dates
        version = {"version": self.version} if self.version is not None else {}
        return {"process_key": self.key, **version, **when, "show": self.shown, **more}


def view_of(session: Session, here: Parts, key: str, asked: Mapping[str, str]) -> View:
    """The process as asked for. NotFound when none of that key, or version of it, was deployed."""
    versions = queries.versions_of(session, here.tenant, key)
    version = _number(asked.get("version", ""))
    row = _drawn(session, here, key, versions, version)
    when = period(asked, local(here.clock.now()).date())
    chosen = Chosen(key, when.first, when.last, None if version is None else (row.deployment_id,))
    known = _known(session, here, chosen)
    shown = asked.get("show", "") if asked.get("show") in heat.SHOWN else "many"
    picture = read(xml_of(session, here.tenant, row), key)
    rows = lines(picture, known, key)
    url = url_for("operations_processes.diagram", process_key=key, version=version)
    label = f"Diagram of {row.name}: {heat.SHOWN[shown].lower()}"
    return View(
        key=key, name=row.name, versions=versions, version=version, period=when, shown=shown,
        whole=line(key, row.name, "process", known), rows=rows,
        diagram=Diagram(url, label, heat.marks(rows, shown), outline(picture)),
        behind=known.behind,
    )  # fmt: skip


def drawn(session: Session, here: Parts, key: str, version: str) -> ProcessDefinition:
    """The process in that version, or else in the latest one. NotFound when there is none."""
    versions = queries.versions_of(session, here.tenant, key)
    return _drawn(session, here, key, versions, _number(version))


def _drawn(
    session: Session, here: Parts, key: str, versions: Sequence[Deployment], version: int | None
) -> ProcessDefinition:
    fitting = (d.id for d in versions if version in (None, d.version))
    deployment: UUID | None = next(fitting, None)
    if deployment is None:
        raise NotFound(f"No process {key} was deployed in this version.")
    return definition(session, here.tenant, deployment, key)


def _known(session: Session, here: Parts, chosen: Chosen) -> Known:
    now = here.clock.now()
    rows = queries.uncounted(session, here.tenant, chosen.process_key)
    lately = _measured(session, here, chosen, rows)
    return Known(
        figures=added([*queries.figures(session, here.tenant, chosen), *lately]),
        standings=queries.standings(session, here.tenant, chosen, now),
        held_up=queries.held_up(session, here.tenant, chosen),
        behind=len(rows) == MOST_UNCOUNTED,
    )


def _measured(
    session: Session, here: Parts, chosen: Chosen, rows: Sequence[ActivityInstance]
) -> Sequence[tuple[str, str, int, int, int]]:
    """What ended since the worker last counted, told in the same way."""
    found = []
    for row in rows:
        days = days_of(here.engine.context, session, row.deployment_id)
        wanted = chosen.deployments is None or row.deployment_id in chosen.deployments
        assert row.ended_at is not None
        if wanted and chosen.first <= days.of(row.ended_at) <= chosen.last:
            found += [(row.element_id, m, band, 1, total) for m, band, total in measured(row, days)]
    return found


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 10 else None
