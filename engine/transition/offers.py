"""Offers: a row for each message that people may send, kept when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, update

from engine.database import upsert
from engine.model import MessageWait
from engine.tables import Offer
from engine.transition.change import Change

LIVE = ("open", "suspended")
_OFFER = cast(Table, Offer.__table__)
_GONE = update(_OFFER).where(
    _OFFER.c.tenant_id == bindparam("of"),
    _OFFER.c.id.in_(bindparam("gone", expanding=True)),
    _OFFER.c.state.in_(LIVE),
)
CHANGING = ("people", "candidate_group", "urgent", "state", "taken")


def write(change: Change) -> None:
    """Insert what is new, rewrite what is offered to others now, withdraw what is gone."""
    before, after = _offered(change.before.waits.messages), _offered(change.after.waits.messages)
    for id, wait in after.items():
        if id not in before or before[id].offer != wait.offer:
            upsert(change.session, Offer, _row(change, wait), CHANGING)
    gone = [id for id in before if id not in after and id != change.act.task_id]
    if gone:
        which = {"of": change.tenant, "gone": gone}
        change.session.execute(_GONE, {**which, "state": "withdrawn"})


def _offered(waits: Mapping[UUID, MessageWait]) -> dict[UUID, MessageWait]:
    return {id: wait for id, wait in waits.items() if wait.offer is not None}


def _row(change: Change, wait: MessageWait) -> dict[str, Any]:
    instance, offer = change.row, wait.offer
    assert offer is not None
    return {
        "tenant_id": change.tenant,
        "id": wait.task_id,
        "instance_id": instance.id,
        "deployment_id": instance.deployment_id,
        "business_key": instance.business_key,
        "element_id": wait.element_id,
        "message": wait.message,
        "label": offer.label,
        "hint": offer.hint,
        "people": list(offer.people),
        "candidate_group": offer.group,
        "form": offer.form,
        "urgent": offer.urgent,
        "created_at": change.now,
        "state": "open",
        "taken": offer.taken,
    }
