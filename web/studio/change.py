"""A change as a task list: edit, check, play, see what it does, ask for approval, deploy."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeRefused, ChangeView
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio import phrases
from web.studio.checking import check_status
from web.studio.editors import edited_status
from web.studio.effects import status as effects
from web.studio.opened import heading, opened
from web.studio.play import status as play
from web.studio.play.status import played_status
from web.studio.release.status import approval_status, deploy_status
from web.studio.scenarios import status as scenarios
from web.studio.scenarios.status import scenarios_status
from web.studio.settings.routes import HINT as SETTINGS_HINT
from web.studio.settings.routes import status as settings_status
from web.studio.simulation import status as months
from web.studio.simulation.status import simulated_status
from web.studio.steps import Status, Step, in_order, no_status

# The lines of the task list. A part of the studio adds its own: section (one of SECTIONS in
# web/studio/steps.py), title, endpoint, and a function from the change to its status.
STEPS: tuple[Step, ...] = (
    Step("Edit", "Files of this change", "studio.file_list", edited_status),
    Step("Edit", "Settings", "studio_settings.settings", settings_status, SETTINGS_HINT),
    Step("Edit", "Words everywhere", "studio_phrases.overview", no_status, phrases.HINT),
    Step("Check", "Check everything", "studio.check", check_status),
    Step("Play", "Play by hand", "studio_play.overview", played_status, play.HINT),
    Step("Play", "Scenarios", "studio_scenarios.overview", scenarios_status, scenarios.HINT),
    Step("Play", "A simulated month", "studio_simulation.overview", simulated_status, months.HINT),
    *effects.LINES,
    Step("Approval", "Approval by somebody else", "studio_release.approval", approval_status),
    Step("Deploy", "Deploy", "studio_release.deploy", deploy_status),
)


MOST_EDITS = 8


@dataclass(frozen=True)
class Line:
    """A step as the list shows it."""

    title: str
    href: str
    hint: str
    status: Status


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule("/studio/changes/<uuid:change_id>", "task_list", task_list)
    blueprint.add_url_rule(
        "/studio/changes/<uuid:change_id>/abandon", "abandon", abandon, methods=["POST"]
    )


@permit("studio.read")
def task_list(change_id: UUID) -> ResponseReturnValue:
    """What is to be done with a change, and how far it is."""
    return _page(opened(change_id))


@permit("studio.edit")
def abandon(change_id: UUID) -> ResponseReturnValue:
    """Give it up, with a reason."""
    try:
        reason = request.form.get("reason", "")
        parts().changes.abandon(change_id, by=g.actor.person, reason=reason)
    except ChangeRefused as refused:
        return _page(opened(change_id), refused), 422
    return redirect(url_for("studio.task_list", change_id=change_id), 303)


def _page(change: ChangeView, refused: ChangeRefused | None = None) -> str:
    sections = [(name, [line_of(step, change) for step in some]) for name, some in in_order(STEPS)]
    return render_template(
        "studio/change.html",
        sections=sections,
        refused=refused,
        edits=parts().changes.edits(change.id)[: -MOST_EDITS - 1 : -1],
        name_of=name_of,
        **heading(change),
    )


def line_of(step: Step, change: ChangeView) -> Line:
    """A step with how far it is in this change."""
    href = url_for(step.endpoint, change_id=change.id)
    return Line(step.title, href, step.hint, step.status(change))
