"""Sending what a person asks for or reports: every refusal gives their words back."""

from __future__ import annotations

from uuid import UUID

from flask import g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import (
    AlreadyDone,
    AnswersRefused,
    NotAllowed,
    NotFound,
    OutOfDate,
    PlumblineError,
)
from forms import Bound
from web.choosing import find_people
from web.parts import parts
from web.requests.opened import Opened, open_start

OURS = ("csrf_token", "deployment", "submission")
CHANGED = "What is asked here has changed since you opened the page. Check it and send it again."
TWICE = "You have sent this already, with other words. Send it again only if it is another one."
FAILED = "It could not be started, and nothing was sent. Your words are below: try again later."


def send(process_key: str) -> ResponseReturnValue:
    """Start the process with what was posted, and show what happens next."""
    try:
        opened = open_start(parts(), process_key, g.actor.person)
    except NotFound:
        return _gone()
    bound = opened.bound(request.form)
    if bound is not None and (bound.problems or bound.row_action):
        return form_page(opened, bound, keep=True), 200 if bound.row_action else 422
    return _sent(opened, bound)


def _sent(opened: Opened, bound: Bound | None) -> ResponseReturnValue:
    deployment, submission = _identity("deployment"), _identity("submission")
    if deployment is None or submission is None:
        return form_page(opened, bound, CHANGED), 409
    try:
        _start(opened, bound, deployment, submission)
    except (NotFound, NotAllowed):
        return _gone()
    except OutOfDate:
        return form_page(opened, bound, CHANGED), 409
    except AlreadyDone:
        return form_page(opened, bound, TWICE), 409
    except AnswersRefused as refused:
        return form_page(opened, bound, *(str(p) for p in refused.problems)), 422
    except PlumblineError:
        return form_page(opened, bound, FAILED), 503
    return redirect(url_for("requests.sent", submission_id=submission), 303)


def _start(opened: Opened, bound: Bound | None, deployment: UUID, submission: UUID) -> None:
    parts().engine.answer_start(
        opened.row.process_key,
        bound.answers if bound else {},
        by=g.actor.person,
        deployment_id=deployment,
        submission=submission,
    )


def keep_draft(process_key: str) -> ResponseReturnValue:
    """Keep words while they are typed; the same answer as that of a user task's draft."""
    opened = open_start(parts(), process_key, g.actor.person)
    bound = opened.bound(request.form)
    words = bound.words if bound else {}
    try:
        at = parts().engine.save_start_draft(process_key, words, by=g.actor.person)
    except NotAllowed as error:
        return jsonify(error=str(error)), 409
    return jsonify(saved_at=at.isoformat(), hints={})


def form_page(opened: Opened, bound: Bound | None, *refused: str, keep: bool = False) -> str:
    """The form; with `keep` under the id it had, so that it is still the same attempt."""
    submission = (_identity("submission") if keep else None) or opened.submission
    said = [{"text": sentence} for sentence in refused]
    return render_template(
        "requests/form.html",
        opened=opened,
        bound=find_people(parts(), bound),
        refused=said,
        submission=submission,
    )


def _gone() -> ResponseReturnValue:
    words = [text for name in request.form if name not in OURS for text in _written(name)]
    return render_template("requests/gone.html", words=words), 404


def _written(name: str) -> list[str]:
    return [text for text in request.form.getlist(name) if text.strip()]


def _identity(name: str) -> UUID | None:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        return None
