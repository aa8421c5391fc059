"""What opening the content of an instance would do, in sentences."""

from __future__ import annotations

from sqlalchemy.orm import Session

from engine.tables import ProcessInstance
from handlers.unmasking.tables import Unmasking
from handlers.unmasking.telling import to_tell
from web.named import roles_named
from web.parts import Parts, parts

SETTING = "content_shown_told"


def roles_told() -> list[str]:
    """The roles whose holders are told: as the bundles say, or as this installation does."""
    return roles_named(SETTING) or [parts().config.text("CONTENT_SHOWN_TOLD")]


def foretold(session: Session, here: Parts, row: ProcessInstance, by: str) -> list[str]:
    """What would happen, with the names of those who would be told."""
    asked = Unmasking(tenant_id=here.tenant, instance_id=row.id, by=by)
    found = to_tell(session, here.tenant, asked, roles_told()).values()
    told = ", ".join(sorted(reader.name for reader, _ in found))
    return [
        "You see what people wrote in this instance, for the minutes you choose, and nobody else.",
        f"A letter with your name and your reason goes to: {told}."
        if told
        else "Nobody holds a role that is told, and nobody works on it: no letter goes out.",
        "Every page you look at is noted in the audit log, for good.",
    ]
