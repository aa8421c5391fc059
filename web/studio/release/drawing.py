"""A process of a version as it was deployed, at one of its elements; and the ways to change it."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from engine.errors import BundleRefused, NotFound
from engine.tables import Deployment
from web.access.decision import decide
from web.access.permission import permit
from web.diagrams.source import definition, marked, xml_answer, xml_of
from web.parts import Parts, parts
from web.studio.editors import editor_of

AT = "/studio/versions/<bundle_key>/<int:version>/processes/<process_key>"


class Way(NamedTuple):
    """An open change with the address of the element in it."""

    title: str
    href: str


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(AT, "process", process)
    blueprint.add_url_rule(f"{AT}/diagram", "process_diagram", process_diagram)


@permit("studio.read")
def process(bundle_key: str, version: int, process_key: str) -> ResponseReturnValue:
    """The diagram and its steps, read only; `?element=` is marked and shown first."""
    row, element = _version(bundle_key, version), request.args.get("element", "")
    here = parts()
    with here.database.read() as db:
        of = definition(db, here.tenant, row.id, process_key)
        xml = xml_of(db, here.tenant, of)
    to: dict[str, Any] = {"bundle_key": bundle_key, "version": version, "process_key": process_key}
    drawn = marked(xml, of.key, of.name, url_for(".process_diagram", **to), {element: "changed"})
    step = next((one for one in drawn.steps if one.id == element), None)
    return render_template(
        "studio/release/process.html",
        row=row, name=of.name or of.key, diagram=drawn, step=step, element=element,
        words={element: "Here"}, ways=_ways(bundle_key, of.file, element),
        edits=decide(g.actor, "studio.edit").allowed,
    )  # fmt: skip


@permit("studio.read")
def process_diagram(bundle_key: str, version: int, process_key: str) -> ResponseReturnValue:
    """Its XML for the viewer."""
    row, here = _version(bundle_key, version), parts()
    with here.database.read() as db:
        return xml_answer(xml_of(db, here.tenant, definition(db, here.tenant, row.id, process_key)))


def element_address(here: Parts, deployment: Deployment, process_key: str, element: str) -> str:
    """The page of a process at an element; "" for whom the studio is not open to. The element may
    be one of a process that this one calls."""
    if not decide(g.actor, "studio.read").allowed:
        return ""
    home = _home(here, deployment.id, process_key, element)
    to: dict[str, Any] = {
        "bundle_key": deployment.key,
        "version": deployment.version,
        "process_key": home,
    }
    return url_for("studio_release.process", **to, element=element or None)


def _home(here: Parts, deployment_id: UUID, process_key: str, element: str) -> str:
    try:
        known = here.engine.deployed(deployment_id).definitions.processes
    except BundleRefused:
        return process_key
    if process_key in known and element in known[process_key].elements:
        return process_key
    return next((key for key, spec in known.items() if element in spec.elements), process_key)


def _ways(bundle_key: str, file: str, element: str) -> list[Way]:
    changes = parts().changes
    found = [one for one in changes.all(bundle_key) if file in changes.bundle(one.id).files]
    return [Way(one.title, editor_of(one.id, file, element)) for one in found]


def _version(bundle_key: str, version: int) -> Deployment:
    here = parts()
    mine = (Deployment.tenant_id == here.tenant, Deployment.key == bundle_key)
    with here.database.read() as db:
        row = db.scalars(select(Deployment).where(*mine, Deployment.version == version)).first()
    if row is None:
        raise NotFound("There is no such version.")
    return row
