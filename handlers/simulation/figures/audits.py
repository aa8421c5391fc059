"""What became of the audits: conserved, on time by area, moderated, graded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Team
from handlers.records.audits import Audit
from handlers.records.fields import OVERALL, OVERVIEW, options
from handlers.records.tables import ModerationRecord, Reflection, StageRecord
from handlers.simulation.figures.source import Source, counted, spread

ENDED = ("concluded", "discounted", "cancelled")


class Audits:
    """The audits that were issued, with when the auditor and the reviewer submitted."""

    def __init__(self, source: Source) -> None:
        self._source = source
        query = select(Audit).where(Audit.tenant_id == source.tenant, Audit.issued_at.is_not(None))
        self.issued = source.session.scalars(query.order_by(Audit.reference)).all()
        stages = source.rows(StageRecord, StageRecord.audit_id, StageRecord.stage, StageRecord.at)
        self._first: dict[tuple[UUID, int], datetime] = {}
        for audit, stage, at in sorted(stages, key=lambda row: row[2], reverse=True):
            self._first[audit, stage] = at

    def conservation(self) -> dict[str, Any]:
        """Issued = concluded + open + discounted + cancelled."""
        states = [one.state if one.state in ENDED else "open" for one in self.issued]
        found = {state: states.count(state) for state in (*ENDED, "open")}
        return {"issued": len(states), **found, "holds": sum(found.values()) == len(states)}

    def completion(self) -> dict[str, dict[str, Any]]:
        """For each area and all: those that counted, in time by month end, late, and not done."""
        areas = self._areas()
        found: dict[str, dict[str, Any]] = {}
        for one in self.issued:
            if one.state in ("discounted", "cancelled"):
                continue
            for name in (areas.get(one.case_id, "no area"), "all"):
                row = found.setdefault(name, dict.fromkeys(WORDS, 0))
                row["counted"] += 1
                row[self._how(one)] += 1
        for row in found.values():
            row["share_in_time"] = round(row["in_time"] / row["counted"], 3)
        return dict(sorted(found.items()))

    def _how(self, audit: Audit) -> str:
        at = self._first.get((audit.id, 1))
        if at is None:
            return "not_done"
        year, month = map(int, audit.month.split("-"))
        last = self._source.deployed.calendar.last_working_day(year, month)
        return "in_time" if self._source.day(at) <= last else "late"

    def _areas(self) -> Mapping[str, str]:
        joined = select(ChildCase.id, Team.area).join(
            Team, (Team.tenant_id == ChildCase.tenant_id) & (Team.id == ChildCase.team_id)
        )
        ids = {one.case_id for one in self.issued}
        found = self._source.session.execute(joined.where(ChildCase.id.in_(ids))).all()
        return {case: area for case, area in found}

    def durations(self) -> dict[str, dict[str, float]]:
        """Working days from issue to stage 1, from there to stage 2, and from issue to the end."""
        first, second = (
            {audit: at for (audit, stage), at in self._first.items() if stage == number}
            for number in (1, 2)
        )
        days = self._source.working_days
        pairs: Mapping[str, Iterable[tuple[datetime | None, datetime | None]]] = {
            "issue_to_stage_1": [(one.issued_at, first.get(one.id)) for one in self.issued],
            "stage_1_to_stage_2": [(first.get(one.id), second.get(one.id)) for one in self.issued],
            "issue_to_conclusion": [(one.issued_at, one.concluded_at) for one in self.issued],
        }
        return {
            name: spread([days(a, b) for a, b in found if a is not None and b is not None])
            for name, found in pairs.items()
        }

    def outcomes(self) -> dict[str, Any]:
        """Grades, with the form's own words for them, moderations and reflections."""
        source, record = self._source, ModerationRecord
        moderated = source.rows(record, record.audit_id, record.is_final)
        reflected = source.rows(Reflection, Reflection.submission_id)
        stages = source.rows(StageRecord, StageRecord.stage, StageRecord.overall)
        return {
            "moderated": len({audit for audit, _ in moderated}),
            "decided_by_an_officer": len({audit for audit, final in moderated if final}),
            "reflections": sum(one is not None for (one,) in reflected),
            "grade_words": options(source.deployed.bundle, f"audit/{OVERVIEW}", OVERALL),
            "grades": {
                "stage_1": counted([overall for stage, overall in stages if stage == 1]),
                "stage_2": counted([overall for stage, overall in stages if stage == 2]),
                "final": counted([one.final_overall for one in self.issued if one.final_overall]),
            },
        }


WORDS = ("counted", "in_time", "late", "not_done")
