"""Processes for programs: which there are, how many are where, how long they take, who is late."""

from __future__ import annotations

from engine import queries
from engine.errors import OperationRefused
from web.api.operation import operation
from web.api.process_shapes import (
    ElementFigures,
    FiguresAsked,
    FiguresGiven,
    ProcessesGiven,
    ProcessGiven,
)
from web.api.queues import READ
from web.operations.processes.reading import view_of
from web.parts import parts

TAG = "Processes"


@operation("GET", "/processes", tag=TAG, **READ)
def list_processes() -> ProcessesGiven:
    """The processes of the bundles in force."""
    here = parts()
    with here.database.read() as db:
        rows = queries.process_definitions(db, here.tenant)
        versions = {one.id: one.version for one in queries.active_deployments(db, here.tenant)}
    items = [
        ProcessGiven(
            key=row.key,
            name=row.name,
            deployment_id=row.deployment_id,
            version=versions[row.deployment_id],
        )
        for row in rows
    ]
    return ProcessesGiven(items=items)


@operation("GET", "/processes/{process_key}/figures", tag=TAG, **READ)
def read_figures(process_key: str, query: FiguresAsked) -> FiguresGiven:
    """How many, how long and where late, element by element."""
    here = parts()
    with here.database.read() as db:
        view = view_of(db, here, process_key, _asked(query))
    if view.period.problem:
        raise OperationRefused("These are no days from one to another.", "Give both, in order.")
    return FiguresGiven(
        key=view.key,
        name=view.name,
        version=view.version,
        first=view.period.first,
        last=view.period.last,
        behind=view.behind,
        whole=ElementFigures.model_validate(view.whole),
        elements=[ElementFigures.model_validate(row) for row in view.rows],
    )


def _asked(query: FiguresAsked) -> dict[str, str]:
    """The same as the address of the page has it."""
    said = {"version": query.version, "from": query.first, "to": query.last}
    return {name: str(value) for name, value in said.items() if value is not None}
