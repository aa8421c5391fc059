"""What the processes and elements of incidents are called, and the pages where they are seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flask import g, url_for
from sqlalchemy.orm import Session

from engine import queries
from engine.tables import Deployment
from web.access.decision import decide
from web.operations.versions import processes_of
from web.parts import Parts


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
        key, name = self._elements.get((process, element), ("", element))
        at = url_for("operations_processes.process", process_key=process, _anchor=f"at-{element}")
        return Place(self.processes.get(process, process), name, at, self._studio(process, key))

    def _studio(self, process: str, key: str) -> str:
        bundle = key or self._bundles.get(process, "")
        if not bundle or not decide(g.actor, "studio.read").allowed:
            return ""
        return url_for("studio.bundle", bundle_key=bundle)

    @cached_property
    def _bundles(self) -> dict[str, str]:
        return {process: bundle for (process, _), (bundle, _) in self._elements.items()}

    @cached_property
    def _elements(self) -> dict[tuple[str, str], tuple[str, str]]:
        """The bundle and the name of each element, by process and id."""
        found: dict[tuple[str, str], tuple[str, str]] = {}
        for version in self._versions:
            for key, spec in processes_of(self._here, version.id).items():
                own = {(key, e.id): (version.key, e.name or e.id) for e in spec.elements.values()}
                found |= own
        return found
