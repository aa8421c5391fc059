"""What can be done about a version: gone back to, given to more, stopped, carried over to."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import BundleRefused
from engine.impact import assess
from engine.releases import CARRIED_KINDS, ReleaseRefused, ReleaseView
from web.access.permission import permit
from web.parts import parts
from web.studio.release.versions import version_page

LONGEST = 2000
ACTIONS = ("back", "everybody", "more", "stop", "carry")


def add_to(blueprint: Blueprint) -> None:
    """Add these."""
    at = "/studio/versions/<bundle_key>/<int:version>"
    for name, view in zip(ACTIONS, (back, everybody, more, stop, carry), strict=True):
        blueprint.add_url_rule(f"{at}/{name}", name, view, methods=["POST"])


@permit("studio.deploy")
def back(bundle_key: str, version: int) -> ResponseReturnValue:
    """Make a new version with the content of this one."""

    def act(row: ReleaseView) -> int:
        note = _note()
        made = parts().releases.go_back(bundle_key, version, by=g.actor.person, note=note).version
        flash(f"Version {made} holds what version {version} held.")
        return made

    return _acted(bundle_key, version, "back_note", act)


@permit("studio.deploy")
def everybody(bundle_key: str, version: int) -> ResponseReturnValue:
    """Give the version to everybody now."""

    def act(row: ReleaseView) -> int:
        parts().releases.to_everybody(_release(row), by=g.actor.person)
        flash("New instances of everybody begin with this version now.")
        return version

    return _acted(bundle_key, version, "everybody", act)


@permit("studio.deploy")
def more(bundle_key: str, version: int) -> ResponseReturnValue:
    """Give it to more groups."""

    def act(row: ReleaseView) -> int:
        bundle = parts().engine.deployed(row.deployment_id).bundle
        known = parts().releases.groups(bundle)
        chosen = [one for one in request.form.getlist("groups") if one in known]
        parts().releases.to_more(_release(row), chosen, by=g.actor.person)
        flash("New instances of these groups begin with this version too now.")
        return version

    return _acted(bundle_key, version, "groups", act)


@permit("studio.deploy")
def stop(bundle_key: str, version: int) -> ResponseReturnValue:
    """Let all new instances begin with the version in force again."""

    def act(row: ReleaseView) -> int:
        parts().releases.stop(_release(row), by=g.actor.person, note=_note())
        flash(
            "New instances begin with the version in force. What has begun with this one goes on."
        )
        return version

    return _acted(bundle_key, version, "stop_note", act)


@permit("studio.deploy")
def carry(bundle_key: str, version: int) -> ResponseReturnValue:
    """Carry over to it what is running on other versions and can be."""

    def act(row: ReleaseView) -> int:
        here = parts()
        if not row.in_force:
            raise ReleaseRefused("This version is not in force.", "Carry over to the one that is.")
        found = assess(here.engine.context, here.engine.deployed(row.deployment_id).bundle)
        there = [one for one in found.of(*CARRIED_KINDS) if one.deployment_id != row.deployment_id]
        ids = [one.instance_id for one in there]
        here.releases.carry(row.deployment_id, ids, by=g.actor.person, note=_note())
        flash("Running instances are carried over, one after another.")
        return version

    return _acted(bundle_key, version, "carry_note", act)


def _acted(
    bundle_key: str, version: int, field: str, act: Callable[[ReleaseView], int]
) -> ResponseReturnValue:
    row = parts().releases.version(bundle_key, version)
    try:
        shown = act(row)
    except (BundleRefused, ReleaseRefused) as refused:
        return version_page(bundle_key, version, {field: str(refused)}), 409
    return redirect(url_for("studio_release.version", bundle_key=bundle_key, version=shown), 303)


def _release(row: ReleaseView) -> UUID:
    if row.release_id is None:
        raise ReleaseRefused("This version is not being rolled out.", "Look at the page again.")
    return row.release_id


def _note() -> str:
    return request.form.get("note", "").strip()[:LONGEST]
