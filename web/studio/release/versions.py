"""The history of versions, one version, and a trial beside the version in force."""

from __future__ import annotations

from flask import Blueprint, abort, g, render_template
from flask.typing import ResponseReturnValue

from engine import queries
from engine.errors import NotFound
from engine.releases import ReleaseView
from web.access.decision import decide
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio.release.seen import by_those_affected


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    at = "/studio/versions/<bundle_key>"
    blueprint.add_url_rule(at, "versions", versions)
    blueprint.add_url_rule(f"{at}/<int:version>", "version", version)
    blueprint.add_url_rule(f"{at}/<int:version>/compare", "compare", compare)


@permit("studio.read")
def versions(bundle_key: str) -> ResponseReturnValue:
    """Every version of a bundle, the latest first."""
    found = parts().releases.versions(bundle_key)
    if not found:
        abort(404)
    return render_template(
        "studio/release/versions.html", rows=found, title=found[0].title, name_of=name_of
    )


@permit("studio.read")
def version(bundle_key: str, version: int) -> ResponseReturnValue:
    """One version with its story, and what can be done about it."""
    return version_page(bundle_key, version)


@permit("studio.read")
def compare(bundle_key: str, version: int) -> ResponseReturnValue:
    """A version that some groups have first, beside the one in force: counts only."""
    row = parts().releases.version(bundle_key, version)
    if row.release_id is None or row.roll.how != "groups":
        raise NotFound("This version was given to everybody at once.")
    found = parts().releases.compare(row.release_id)
    return render_template("studio/release/compare.html", row=row, found=found, names=names_of(row))


def version_page(bundle_key: str, version: int, problems: dict[str, str] | None = None) -> str:
    """The page of one version, with what was wrong with what was sent."""
    here = parts()
    row = here.releases.version(bundle_key, version)
    groups = here.releases.groups(here.engine.deployed(row.deployment_id).bundle)
    return render_template(
        "studio/release/version.html",
        row=row,
        affected=by_those_affected(row.sentences),
        progress=here.releases.progress(row.deployment_id),
        acts=decide(g.actor, "studio.deploy").allowed,
        names=names_of(row),
        more=[one for one in groups if one not in row.roll.groups],
        problems=problems or {},
        name_of=name_of,
    )


def names_of(row: ReleaseView) -> dict[str, str]:
    """What the processes of a version are called, by key."""
    here = parts()
    with here.database.read() as db:
        found = queries.processes_of(db, here.tenant, row.deployment_id)
    return {one.key: one.name or one.key for one in found}
