"""What the processes and elements of incidents are called, and the pages where they are seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import url_for
from sqlalchemy.orm import Session

from engine import queries
from engine.tables import Deployment
from web.operations.versions import processes_of
from web.parts import Parts
from web.studio.release.drawing import element_address


@dataclass(frozen=True)
class Place:
    """A process and an element of it in words, with their pages; "" where there is none."""

    process: str
    element: str
    running: str
    studio: str


class Names:
    """Names as the versions in force have them, or as `version` has them, if it is given."""

    def __init__(self, session: Session, here: Parts, version: Deployment | None = None) -> None:
        self._here = here
        self._versions = [version] if version else queries.active_deployments(session, here.tenant)
        self.processes = queries.process_names(session, here.tenant)

    def place(self, process: str | None, element: str) -> Place:
        """Where an incident is."""
        if not process:
            return Place("", element, "", "")
        version, name = self._elements.get((process, element), (None, element))
        at = url_for("operations_processes.process", process_key=process, _anchor=f"at-{element}")
        return Place(
            self.processes.get(process, process), name, at, self._studio(process, element, version)
        )

    def _studio(self, process: str, element: str, version: Deployment | None) -> str:
        of = version or self._homes.get(process)
        return element_address(self._here, of, process, element) if of else ""

    @cached_property
    def _homes(self) -> dict[str, Deployment]:
        return {process: version for (process, _), (version, _) in self._elements.items()}

    @cached_property
    def _elements(self) -> dict[tuple[str, str], tuple[Deployment, str]]:
        """The version and the name of each element, by process and id."""
        found: dict[tuple[str, str], tuple[Deployment, str]] = {}
        for version in self._versions:
            for key, spec in processes_of(self._here, version.id).items():
                own = {(key, e.id): (version, e.name or e.id) for e in spec.elements.values()}
                found |= own
        return found
