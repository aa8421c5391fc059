"""Deploying what was approved: from when, for whom first, and what becomes of what is running."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.bundle import Bundle
from engine.changes import ChangeRefused, ChangeView
from engine.cohorts import rollout_of
from engine.errors import BundleRefused
from engine.impact import assess
from engine.model import Deployment
from engine.releases import AT_ONCE, CARRIED_KINDS, ReleaseRefused
from web.access.decision import decide
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.release.asked import Asked, asked, next_month, zone_of

# How what is running is called, in the words of the page on what a change does.
KINDS = {
    "unaffected": "nothing that differs lies ahead of them",
    "follows": "they follow the new rules from their next step",
    "keeps_dates": "only dates differ: timers that are set keep theirs",
    "decision": "they stand where something is gone: they stay until somebody decides",
    "cannot": "they cannot be carried over and stay on their version",
}


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    at = "/studio/changes/<uuid:change_id>/deploy"
    blueprint.add_url_rule(at, "deploy", deploy)
    blueprint.add_url_rule(at, "deploy_now", deploy_now, methods=["POST"])


@permit("studio.read")
def deploy(change_id: UUID) -> ResponseReturnValue:
    """How it may come into force."""
    return _page(opened(change_id))


@permit("studio.deploy")
def deploy_now(change_id: UUID) -> ResponseReturnValue:
    """Deploy it as the form says."""
    change, here = opened(change_id), parts()
    if not _is_ready(change):
        return _page(change, refused="Nobody has approved it."), 409
    bundle = here.changes.bundle(change_id)
    sent = asked(request.form, here.clock.now(), zone_of(bundle), here.releases.groups(bundle))
    if sent.problems:
        return _page(change, sent), 422
    try:
        made = _deployed(change_id, bundle, sent)
    except (BundleRefused, ChangeRefused, ReleaseRefused) as refused:
        return _page(opened(change_id), sent, str(refused)), 409
    flash(f"It is version {made.version} now.")
    return redirect(
        url_for("studio_release.version", bundle_key=made.key, version=made.version), 303
    )


def _deployed(change_id: UUID, bundle: Bundle, sent: Asked) -> Deployment:
    """Everything that is running and was chosen goes along. BundleRefused and others."""
    here, kinds = parts(), [one for one in CARRIED_KINDS if one in sent.kinds]
    ids = [one.instance_id for one in assess(here.engine.context, bundle).of(*kinds)]
    roll = sent.roll or AT_ONCE
    return here.releases.deploy(change_id, by=g.actor.person, note=sent.note, roll=roll, carry=ids)


def _page(change: ChangeView, sent: Asked | None = None, refused: str = "") -> str:
    found, ready = parts().releases.approval(change.id), _is_ready(change)
    return render_template(
        "studio/release/deploy.html",
        found=found,
        ready=ready,
        deploys=ready and decide(g.actor, "studio.deploy").allowed,
        sent=sent or Asked(),
        refused=refused,
        kinds=KINDS,
        carried=CARRIED_KINDS,
        name_of=name_of,
        **(_offered(change) if ready else {}),
        **heading(change),
    )


def _offered(change: ChangeView) -> dict[str, object]:
    """What can be chosen. Only of what was approved: anything else may not even be readable."""
    here = parts()
    bundle = here.changes.bundle(change.id)
    return {
        "counts": assess(here.engine.context, bundle).counts,
        "groups": here.releases.groups(bundle),
        "by": rollout_of(bundle).by,
        "month": next_month(here.clock.now(), zone_of(bundle)),
    }


def _is_ready(change: ChangeView) -> bool:
    """Whether its approval stands."""
    found = parts().releases.approval(change.id)
    return change.open and found is not None and found.stands
