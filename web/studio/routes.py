"""The studio's first pages: bundles with what is in force and what is being changed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import queries
from engine.changes import ChangeRefused, ChangeView
from engine.tables import Deployment
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio import about, asides, change, checking, files, holds, making, packing
from web.studio.bundles import versions
from web.studio.release.status import approval_status

blueprint = Blueprint("studio", __name__)
for part in (change, files, holds, checking, asides, about, making, packing):
    part.add_to(blueprint)


@dataclass(frozen=True)
class InForce:
    """A bundle with its open changes."""

    row: Deployment
    changes: list[ChangeView]


@blueprint.get("/studio")
@permit("studio.read")
def overview() -> ResponseReturnValue:
    """The bundles, and what is being changed in them."""
    here = parts()
    open_changes = here.changes.all()
    with here.database.read() as db:
        rows = queries.active_deployments(db, here.tenant)
    known = {row.key for row in rows}
    shown = [InForce(row, [c for c in open_changes if c.bundle_key == row.key]) for row in rows]
    brought = [c for c in open_changes if c.bundle_key not in known]
    return render_template(
        "studio/overview.html",
        bundles=shown,
        brought=brought,
        name_of=name_of,
        approval_status=approval_status,
    )


@blueprint.get("/studio/bundles/<bundle_key>")
@permit("studio.read")
def bundle(bundle_key: str) -> ResponseReturnValue:
    """One bundle: its versions, its changes, and the button that begins one."""
    return _bundle_page(bundle_key)


@blueprint.post("/studio/bundles/<bundle_key>")
@permit("studio.edit")
def begin(bundle_key: str) -> ResponseReturnValue:
    """Begin a change of what is in force, or of the version chosen."""
    try:
        begun = parts().changes.begin(
            bundle_key,
            request.form.get("title", ""),
            by=g.actor.person,
            deployment_id=_chosen(request.form.get("version", "")),
        )
    except ChangeRefused as refused:
        return _bundle_page(bundle_key, refused), 422
    return redirect(url_for("studio.task_list", change_id=begun), 303)


def _bundle_page(key: str, refused: ChangeRefused | None = None) -> str:
    known = versions(key)
    changes = parts().changes.all(key, open_only=False)
    if not known and not changes:
        abort(404)
    active = next((one for one in known if one.active), None)
    return render_template(
        "studio/bundle.html",
        key=key,
        title=active.title if active else key,
        active=active,
        versions=known,
        changes=changes,
        refused=refused,
        typed=request.form.get("title", ""),
        name_of=name_of,
    )


def _chosen(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        abort(404)
