"""The audit log, found by who, what and when."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from engine.queries.audited import audited
from engine.tables import AuditLog
from handlers.directory.reading import names
from web.access.permission import permit
from web.operations.audit_log import wording
from web.operations.audit_log.listing import Chosen
from web.operations.sheet import AT_ONCE, Lines, flowing
from web.parts import parts

blueprint = Blueprint("operations_audit_log", __name__)
HEADINGS = ("Number", "When", "Who", "What", "About", "Details", "Seal")


@blueprint.get("/operations/audit-log")
@permit("audit_log.read")
def overview() -> ResponseReturnValue:
    """Lines, newest first."""
    here, chosen = parts(), Chosen.of(request.args)
    with here.database.read() as db:
        found = audited(db, here.tenant, chosen.query(db, here.tenant), chosen.after)
        involved = [who for line in found.rows for who in (line.by, line.about)]
        known = names(db, here.tenant, involved)
    next_page = url_for(".overview", **chosen.address(after=found.after)) if found.after else ""
    return render_template(
        "operations/audit_log/overview.html",
        list=found, chosen=chosen, names=known, words=wording, next_page=next_page,
    )  # fmt: skip


@blueprint.get("/operations/audit-log.csv")
@permit("audit_log.read")
def as_sheet() -> ResponseReturnValue:
    """The same list, to take away."""
    here, chosen = parts(), Chosen.of(request.args)

    def more(db: Session, after: str | None) -> tuple[Lines, str | None]:
        found = audited(db, here.tenant, chosen.query(db, here.tenant), after, AT_ONCE)
        return [_line(one) for one in found.rows], found.after

    return flowing("audit-log.csv", HEADINGS, more)


def _line(line: AuditLog) -> tuple[object, ...]:
    told = "; ".join(f"{key}: {value}" for key, value in wording.told(line))
    return (
        line.seq, line.at.isoformat(), line.by, line.action, line.about, told, line.digest,
    )  # fmt: skip
