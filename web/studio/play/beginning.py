"""The plays of a change, and the form for another."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeView
from engine.errors import BundleRefused
from engine.model import Finding
from engine.rehearsal import playable
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.play import keeping
from web.studio.play.opening import Chosen, chosen, offered
from web.studio.play.routes import HERE, blueprint
from web.studio.soundness import wrong_with


@blueprint.get(HERE)
@permit("studio.read")
def overview(change_id: UUID) -> ResponseReturnValue:
    """What was played, and the form for another play."""
    change, bundle = opened(change_id), parts().changes.bundle(change_id)
    process = request.args.get("process", "")
    if not process or wrong_with(bundle):
        return _overview(change, None)
    return _overview(change, offered(bundle, process, parts().clock.now()))


@blueprint.post(HERE)
@permit("studio.read")
def begin(change_id: UUID) -> ResponseReturnValue:
    """Begin a play with the sample values given."""
    change, bundle = opened(change_id), parts().changes.bundle(change_id)
    if wrong_with(bundle):
        return _overview(change, None), 422
    sent = chosen(bundle, request.form.get("process", ""), request.form)
    if sent.opening is None:
        return _overview(change, sent), 422
    play_id = keeping.begin(change, sent.opening)
    return redirect(url_for("studio_play.play", change_id=change_id, play_id=play_id), 303)


def _overview(change: ChangeView, sent: Chosen | None) -> str:
    processes: dict[str, str] = {}
    bundle = parts().changes.bundle(change.id)
    findings: Sequence[Finding] = wrong_with(bundle)
    try:
        processes = {} if findings else dict(playable(bundle))
    except BundleRefused as refused:
        findings = refused.findings
    if sent and sent.process not in processes and not findings:
        abort(404)
    return render_template(
        "studio/play/overview.html",
        processes=processes,
        findings=findings,
        chosen=sent,
        plays=keeping.plays_of(change.id),
        name_of=name_of,
        **heading(change),
    )
