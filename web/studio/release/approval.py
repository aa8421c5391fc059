"""Asking for an approval, and giving it: the page shows exactly what would be approved."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeRefused, ChangeView
from engine.errors import BundleRefused, NotAllowed
from engine.releases import ApprovalView, ReleaseRefused
from web.access.decision import decide as decided
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.release.seen import what_is_seen

LONGEST = 2000
ASKED = "It is with others to approve. Any edit makes it necessary to ask again."
APPROVED = "You have approved exactly this content."
SENT_BACK = "You have sent it back."


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    at = "/studio/changes/<uuid:change_id>/approval"
    blueprint.add_url_rule(at, "approval", approval)
    blueprint.add_url_rule(f"{at}/ask", "ask", ask, methods=["POST"])
    blueprint.add_url_rule(f"{at}/decide", "decide", decide, methods=["POST"])


@permit("studio.read")
def approval(change_id: UUID) -> ResponseReturnValue:
    """What is to be approved, who may, and how it stands."""
    return _page(opened(change_id))


@permit("studio.edit")
def ask(change_id: UUID) -> ResponseReturnValue:
    """Ask for the approval of what the change holds now."""
    note, why = _text("note"), _text("emergency")
    if request.form.get("kind") == "emergency" and not why:
        return _page(opened(change_id), {"emergency": "Say why it cannot wait"}), 422
    urgent = why if request.form.get("kind") == "emergency" else ""
    if not note:
        return _page(opened(change_id), {"note": "Say what is to be looked at"}), 422
    try:
        parts().releases.ask(change_id, by=g.actor.person, note=note, emergency=urgent)
    except (BundleRefused, ChangeRefused, ReleaseRefused) as refused:
        return _page(opened(change_id), {"note": str(refused)}), 422
    return _back(change_id, ASKED)


@permit("studio.approve")
def decide(change_id: UUID) -> ResponseReturnValue:
    """Approve what was shown, or send it back."""
    change = opened(change_id)
    found = parts().releases.approval(change_id)
    answer = request.form.get("answer", "")
    problems = _unanswered(answer, _text("note"))
    if found is None or problems:
        return _page(change, problems), 422
    digest, yes = request.form.get("digest", ""), answer == "approve"
    try:
        parts().releases.decide(
            found.id, by=g.actor.person, digest=digest, note=_text("note"), approve=yes
        )
    except NotAllowed as refused:
        return _page(change, {"note": str(refused)}), 403
    except (ChangeRefused, ReleaseRefused) as refused:
        return _page(change, {"note": str(refused)}), 409
    return _back(change_id, APPROVED if yes else SENT_BACK)


def may_decide(found: ApprovalView | None) -> bool:
    """Whether the person is shown a control to approve: never who asked, or touched the change."""
    if found is None or found.state != "open" or g.actor.person in found.barred:
        return False
    said = {part.person for part in found.answers}
    return g.actor.person not in said and decided(g.actor, "studio.approve").allowed


def _unanswered(answer: str, note: str) -> dict[str, str]:
    problems = {}
    if answer not in ("approve", "send_back"):
        problems["answer"] = "Choose whether it may be deployed"
    if not note:
        problems["note"] = "Say what you looked at, or what has to change"
    return problems


def _page(change: ChangeView, problems: dict[str, str] | None = None) -> str:
    found = parts().releases.approval(change.id)
    return render_template(
        "studio/release/approval.html",
        found=found,
        decides=may_decide(found),
        asks=change.open and decided(g.actor, "studio.edit").allowed,
        seen=what_is_seen(change),
        problems=problems or {},
        name_of=name_of,
        **heading(change),
    )


def _back(change_id: UUID, told: str) -> ResponseReturnValue:
    flash(told)
    return redirect(url_for("studio_release.approval", change_id=change_id), 303)


def _text(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST]
