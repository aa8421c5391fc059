"""Everything about one subject, as a file: for Information Governance alone, as it is content."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from web.access.permission import permit
from web.documents import sent_as
from web.operations.reasons import MISSING, given_reason
from web.operations.retention.asked import problems, subject_asked
from web.operations.retention.taking import take_everything
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
    name, content = take_everything(asked, reason)
    return sent_as(name, "application/zip", content)


def _page(wrong: dict[str, str]) -> str:
    return render_template("operations/retention/export.html", words=WORDS, wrong=wrong)
