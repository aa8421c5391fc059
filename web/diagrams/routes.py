"""The processes in force, as pictures and as steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from engine import queries
from engine.tables import ProcessDefinition, ProcessStart
from web.access.permission import permit
from web.diagrams.framework import framework
from web.diagrams.source import diagram, xml_answer, xml_of
from web.parts import parts

blueprint = Blueprint("diagrams", __name__)


@dataclass(frozen=True)
class InForce:
    """A process as the list shows it."""

    key: str
    name: str
    begins: str
    version: int


@blueprint.get("/processes")
@permit("process.read")
def overview() -> ResponseReturnValue:
    """The processes new instances begin with, and the framework they belong to."""
    here = parts()
    with here.database.read() as db:
        rows = queries.process_definitions(db, here.tenant)
        shown = [_in_force(db, row) for row in rows]
    used = {row.deployment_id: here.engine.deployed(row.deployment_id) for row in rows}
    addresses = sorted({framework(one) for one in used.values()} - {""})
    return render_template("diagrams/overview.html", definitions=shown, frameworks=addresses)


@blueprint.get("/processes/<key>")
@permit("process.read")
def process(key: str) -> ResponseReturnValue:
    """One process: the diagram and the same as numbered steps."""
    here = parts()
    with here.database.read() as db:
        row = _active(db, key)
        picture = diagram(db, here.tenant, row, url_for("diagrams.xml", key=key))
        shown = _in_force(db, row)
    return render_template("diagrams/process.html", definition=shown, diagram=picture)


@blueprint.get("/processes/<key>/diagram")
@permit("process.read")
def xml(key: str) -> ResponseReturnValue:
    """The diagram's XML for the viewer."""
    here = parts()
    with here.database.read() as db:
        return xml_answer(xml_of(db, here.tenant, _active(db, key)))


def _active(db: Session, key: str) -> ProcessDefinition:
    return queries.active_process(db, parts().tenant, key)


def _in_force(db: Session, row: ProcessDefinition) -> InForce:
    version = queries.deployment(db, parts().tenant, row.deployment_id).version
    return InForce(row.key, row.name, _begins(queries.starts_of(db, row)), version)


def _begins(starts: Sequence[ProcessStart]) -> str:
    said = [f"with the {s.kind} “{s.name}”" for s in starts if s.kind != "timer"]
    if any(start.kind == "timer" for start in starts):
        said.append("by the clock")
    words = ", or ".join(said) or "when it is started or called"
    return words[0].upper() + words[1:]
