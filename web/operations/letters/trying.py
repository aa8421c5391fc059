"""A test letter, and how the way to the mail server was protected."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from engine.history import append_audit_log
from handlers.directory.reading import person
from handlers.mail.probe import Probe, probe
from handlers.mail.settings import SmtpSettings
from web.access.permission import permit
from web.parts import parts
from web.wiring import smtp

blueprint = Blueprint("operations_test_letter", __name__)


@blueprint.get("/operations/letters/test")
@permit("operations.act")
def ask() -> ResponseReturnValue:
    """Where a test letter would go."""
    return _page(None)


@blueprint.post("/operations/letters/test")
@permit("operations.act")
def send() -> ResponseReturnValue:
    """Send one and show what was negotiated."""
    to = request.form.get("to", "").strip()[:254]
    server = smtp(parts().config)
    if server is None or "@" not in to:
        return _page(None, to, "" if server is None else "Enter an e-mail address"), 422
    return _page(tried(server, to), to)


def tried(server: SmtpSettings, to: str) -> Probe:
    """Send one, say so in the audit log, and what was negotiated."""
    here = parts()
    found = probe(server, to, g.actor.name, here.clock.now())
    with here.database.write() as db:
        append_audit_log(
            db,
            here.tenant,
            at=here.clock.now(),
            by=g.actor.person,
            action="letter.test",
            about=found.server,
            detail={"taken": not found.trouble, "encryption": found.version},
        )
    return found


def _page(found: Probe | None, to: str = "", problem: str = "") -> str:
    here = parts()
    with here.database.read() as db:
        own = person(db, here.tenant, g.actor.person)
    return render_template(
        "operations/letters/test.html",
        found=found,
        to=to or (own.email if own else ""),
        problem=problem,
        server=smtp(here.config),
    )
