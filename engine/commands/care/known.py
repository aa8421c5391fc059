"""What all acts of care begin and end with: a cause that there is, and a line that tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.context import Context
from engine.errors import NotFound
from engine.history import append_audit_log
from engine.tables import Incident


def require_cause(context: Context, session: Session, cause: str) -> None:
    """Raises NotFound when no incident, open or resolved, ever had this cause. One of them is held
    until commit, so that of two who care for it at once the second sees what the first did."""
    known = select(Incident.id).where(Incident.tenant_id == context.tenant, Incident.cause == cause)
    # In the order of the index of causes.
    first = known.order_by(Incident.state, Incident.created_at, Incident.id).limit(1)
    if session.scalars(first.with_for_update(key_share=True)).first() is None:
        raise NotFound("There is no incident of this cause.")


def note_it(
    context: Context,
    session: Session,
    action: str,
    about: str,
    by: str,
    detail: Mapping[str, Any],
) -> None:
    """The line of the audit log."""
    append_audit_log(
        session, context.tenant, at=context.now(), by=by, action=action, about=about, detail=detail
    )
