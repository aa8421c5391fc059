"""Where a diagram comes from: the deployment in force, or the one an instance was begun with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from engine import queries
from engine.deployments import Deployed
from engine.errors import NotFound
from engine.spiff import Definitions
from engine.tables import ProcessDefinition
from web.diagrams.elements import Picture, read
from web.diagrams.outline import Step, outline

WORDS = {"waiting": "It is here", "incident": "Held up here", "done": "Done"}


@dataclass(frozen=True)
class Diagram:
    """What the templates for pictures and steps need. `marks` say where an instance is."""

    url: str
    label: str
    marks: list[dict[str, str]]
    steps: list[Step]

    @property
    def words(self) -> dict[str, str]:
        """The marks in words, by element."""
        return {m["id"]: m.get("word") or WORDS.get(m["kind"], m["kind"]) for m in self.marks}


def definition(session: Session, tenant: str, deployment: UUID, key: str) -> ProcessDefinition:
    """A process of a deployment. NotFound when it has none of that key."""
    row = session.get(ProcessDefinition, (tenant, deployment, key))
    if row is None:
        raise NotFound(f"No process {key} was deployed.")
    return row


def xml_of(session: Session, tenant: str, row: ProcessDefinition) -> bytes:
    """The diagram as it was deployed."""
    return queries.deployment_file(session, tenant, row.deployment_id, row.file)


def diagram(
    session: Session,
    tenant: str,
    row: ProcessDefinition,
    url: str,
    marks: Mapping[str, str] | None = None,
    used: Deployed | None = None,
) -> Diagram:
    """The diagram of a process with its steps; `marks` are kinds by element id.

    With `used`, an element of a called process is marked at the activity that calls it.
    """
    xml = xml_of(session, tenant, row)
    return marked(xml, row.key, row.name, url, marks or {}, used.definitions if used else None)


def marked(
    xml: bytes,
    process: str,
    name: str,
    url: str,
    marks: Mapping[str, str],
    used: Definitions | None = None,
) -> Diagram:
    """The same for the XML of a diagram, wherever it comes from; `url` gives it to the viewer."""
    picture = read(xml, process)
    homes = _homes(used) if used else {}
    placed = {_place(picture, element, homes): kind for element, kind in marks.items()}
    kinds = [{"id": element, "kind": kind} for element, kind in placed.items() if element]
    return Diagram(url, f"Diagram of {name}", kinds, outline(picture))


def _homes(used: Definitions) -> dict[str, str]:
    """The process each element belongs to."""
    specs = used.processes.items()
    return {element: key for key, spec in specs for element in spec.elements}


def _place(picture: Picture, element: str, homes: Mapping[str, str]) -> str:
    if element in picture.elements:
        return element
    home = homes.get(element)
    calls = (e.id for e in picture.elements.values() if home and e.called == home)
    return next(calls, "")


def xml_answer(xml: bytes) -> Response:
    """The diagram for the viewer. It is data: never shown as a page."""
    answer = Response(xml, mimetype="application/xml")
    answer.headers["Content-Disposition"] = "attachment; filename=diagram.bpmn"
    return answer
