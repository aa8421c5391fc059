"""Everything about one subject, as a file: for Information Governance alone, as it is content."""

from __future__ import annotations

import hashlib

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from engine.history import append_audit_log
from handlers.subject_access.everything import export
from web.access.permission import permit
from web.documents import sent_as
from web.operations.reasons import MISSING, given_reason
from web.operations.retention.asked import problems, subject_asked
from web.parts import parts

blueprint = Blueprint("operations_export", __name__)
WORDS = {"child": "A child", "person": "A member of staff, now or before"}


@blueprint.get("/operations/retention/export")
@permit("retention.export")
def ask() -> ResponseReturnValue:
    """Whom it is about, and why."""
    return _page({})


@blueprint.post("/operations/retention/export")
@permit("retention.export")
def take() -> ResponseReturnValue:
    """The file. That it was taken is noted, with a digest and without saying about whom."""
    here, reason = parts(), given_reason()
    wrong = problems(request.form) | ({} if reason else {"reason": MISSING})
    if wrong:
        return _page(wrong), 422
    with here.database.read() as db:
        asked = subject_asked(db, here.tenant, request.form)
        content = export(db, here.tenant, asked, here.clock.now())
    digest = hashlib.sha256(content).hexdigest()
    with here.database.write() as db:
        append_audit_log(
            db, here.tenant, at=here.clock.now(), by=g.actor.person, action="subject.export",
            about=digest[:16], detail={"reason": reason, "about": asked.about},
        )  # fmt: skip
    return sent_as(f"everything-{digest[:8]}.zip", "application/zip", content)


def _page(wrong: dict[str, str]) -> str:
    return render_template("operations/retention/export.html", words=WORDS, wrong=wrong)
