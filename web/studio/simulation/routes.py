"""The same months with what is in force and with a change: begun, watched, side by side."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeView
from handlers.simulation import behaviours
from handlers.synthetic.profiles import PROFILES
from web.access.permission import permit
from web.parts import parts
from web.runs import RunsAlready
from web.simulations.asking import Asked, asked, offered
from web.simulations.routes import ONE_AT_A_TIME, any_running, runner
from web.studio.opened import heading, opened
from web.studio.simulation import keeping
from web.studio.simulation.differences import sentences
from web.studio.simulation.forms import sheets
from web.studio.simulation.letters import letters
from web.studio.simulation.sides import side_by_side
from web.words import local

blueprint = Blueprint("studio_simulation", __name__)
HERE = "/studio/changes/<uuid:change_id>/simulation"
PAIR = f"{HERE}/<uuid:beside>"
WRONG = "The check finds errors in this change. Put them right first: nothing else can run."
NOT_THERE = "Nothing of this bundle is in force whose months could be simulated beside it."

SHOWN = {"differences": sentences, "letters": letters, "sheets": sheets, "tables": side_by_side}


@blueprint.get(HERE)
@permit("studio.read")
def overview(change_id: UUID) -> ResponseReturnValue:
    """What was simulated of this change, and the form for another."""
    change = opened(change_id)
    today = local(parts().clock.now()).date()
    return _page(change, offered(today, _known(change)))


@blueprint.post(HERE)
@permit("studio.edit")
def begin(change_id: UUID) -> ResponseReturnValue:
    """Begin both, one after the other, in a process of their own."""
    change, here = opened(change_id), parts()
    sent = asked(request.form, _known(change))
    live, mine = keeping.in_force(change.bundle_key), here.changes.bundle(change_id)
    if not sent.problems and (trouble := _trouble(change, live is not None)):
        sent.problems.append({"text": trouble, "href": "#begin"})
    if sent.problems or live is None:
        return _page(change, sent), 422
    try:
        beside = keeping.begin(change, live, mine, sent)
    except RunsAlready:
        sent.problems.append({"text": ONE_AT_A_TIME, "href": "#begin"})
        return _page(change, sent), 422
    address = url_for("studio_simulation.simulation", change_id=change_id, beside=beside)
    return redirect(address, 303)


@blueprint.get(PAIR)
@permit("studio.read")
def simulation(change_id: UUID, beside: UUID) -> ResponseReturnValue:
    """How far they are; when both are done, what differs and both side by side."""
    change, pair = opened(change_id), keeping.pair(change_id, beside)
    both = (pair.live.figures or {}, pair.change.figures or {})
    shown = {name: make(*both) if pair.done else [] for name, make in SHOWN.items()}
    return render_template(
        "studio/simulation/simulation.html", pair=pair, **shown, **heading(change)
    )


@blueprint.post(f"{PAIR}/cancel")
@permit("studio.edit")
def cancel(change_id: UUID, beside: UUID) -> ResponseReturnValue:
    """End both."""
    pair = keeping.pair(change_id, beside)
    for row in (pair.change, pair.live):
        runner().cancel(row.id)
    address = url_for("studio_simulation.simulation", change_id=change_id, beside=beside)
    return redirect(address, 303)


def _known(change: ChangeView) -> dict[str, str]:
    """The behaviours that are there both in force and in the change."""
    live, mine = keeping.in_force(change.bundle_key), parts().changes.bundle(change.id)
    if live is None:
        return {}
    there = behaviours(live[1])
    return {name: title for name, title in behaviours(mine).items() if name in there}


def _trouble(change: ChangeView, there: bool) -> str:
    """Why it cannot begin; empty when it can."""
    if not there:
        return NOT_THERE
    if any_running():
        return ONE_AT_A_TIME
    wrong = any(one.level == "error" for one in parts().changes.findings(change.id))
    return WRONG if wrong else ""


def _page(change: ChangeView, chosen: Asked) -> str:
    return render_template(
        "studio/simulation/overview.html",
        pairs=keeping.pairs(change.id),
        chosen=chosen,
        there=keeping.in_force(change.bundle_key) is not None,
        profiles=list(PROFILES),
        behaviours=_known(change),
        **heading(change),
    )
