"""All figures of a simulation together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from engine import queries
from engine.deployments import Deployed
from engine.tables import Document, Incident, ProcessInstance
from handlers.follow_ups.tables import FollowUp
from handlers.simulation.figures.audits import Audits
from handlers.simulation.figures.examples import examples
from handlers.simulation.figures.letters import Letters
from handlers.simulation.figures.load import Load
from handlers.simulation.figures.questions import Questions
from handlers.simulation.figures.source import Source, counted

Figures = dict[str, Any]


def figures(
    session: Session,
    tenant: str,
    deployed: Deployed,
    months: tuple[str, ...],
    stuck: Mapping[str, str],
) -> Figures:
    """Everything that is counted, JSON-safe; `stuck` is what people could not do."""
    source = Source(session, tenant, deployed, months)
    audits, letters, load = Audits(source), Letters(source), Load(source)
    found = {
        "conservation": audits.conservation(),
        "completion": audits.completion(),
        "durations": audits.durations(),
        "outcomes": audits.outcomes(),
        "letters": {**letters.figures(), "examples": examples(source)},
        "load": load.figures(letters.to()),
        "user_tasks": load.user_tasks(),
        "forms": Questions(source).figures(),
        "follow_ups": _follow_ups(source),
        "processes": _processes(source),
        "documents": len(source.rows(Document, Document.id)),
        "incidents": _incidents(source),
        "stalled": len(queries.stalled(session, tenant)),
        "stuck": dict(sorted(stuck.items())),
    }
    return {"sound": _sound(found), **found}


def _sound(found: Mapping[str, Any]) -> bool:
    """Whether nothing went missing and nothing stopped."""
    letters = found["letters"]
    wrong = [letters["twice"], letters["without_a_step"], letters["not_sent"]]
    wrong += [found["incidents"], found["stalled"], found["stuck"]]
    return bool(found["conservation"]["holds"]) and not any(wrong)


def _follow_ups(source: Source) -> dict[str, dict[str, int]]:
    """Concerns, inadequate findings and improvement plans: how each ended, or that it is open."""
    rows = source.rows(FollowUp, FollowUp.kind, FollowUp.outcome, FollowUp.escalated_at)
    found: dict[str, dict[str, int]] = {}
    for kind in sorted({row.kind for row in rows}):
        mine = [row for row in rows if row.kind == kind]
        ended = counted([row.outcome or "open" for row in mine])
        found[kind] = {
            "begun": len(mine),
            "escalated": sum(row.escalated_at is not None for row in mine),
            **ended,
        }
    return found


def _processes(source: Source) -> dict[str, dict[str, int]]:
    rows = source.rows(ProcessInstance, ProcessInstance.process_key, ProcessInstance.status)
    keys = sorted({key for key, _ in rows})
    return {key: counted([status for of, status in rows if of == key]) for key in keys}


def _incidents(source: Source) -> list[dict[str, str]]:
    rows = source.rows(Incident, Incident.element_id, Incident.kind, Incident.sentence)
    found = {(row.element_id, row.kind, row.sentence) for row in rows}
    return [
        {"element": element, "kind": kind, "sentence": sentence}
        for element, kind, sentence in sorted(found)
    ]
