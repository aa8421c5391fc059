"""Taking everything about one, noted in the audit log without saying about whom."""

from __future__ import annotations

import hashlib

from flask import g

from engine.history import append_audit_log
from handlers.erasure.subject import Subject
from handlers.subject_access.everything import export
from web.parts import parts


def take_everything(subject: Subject, reason: str) -> tuple[str, bytes]:
    """The name of the file, and the file. The audit log keeps a digest of it."""
    here = parts()
    with here.database.read() as db:
        content = export(db, here.tenant, subject, here.clock.now())
    digest = hashlib.sha256(content).hexdigest()
    with here.database.write() as db:
        append_audit_log(
            db, here.tenant, at=here.clock.now(), by=g.actor.person, action="subject.export",
            about=digest[:16], detail={"reason": reason, "about": subject.about},
        )  # fmt: skip
    return f"everything-{digest[:8]}.zip", content
