"""A request sent twice is carried out once: answers are kept under the key the client gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import Response, request
from sqlalchemy import delete
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from engine.errors import PlumblineError
from web.api import problems
from web.clients.bearer import PERSON, by_client
from web.clients.tables import StoredAnswer
from web.parts import parts

HEADER = "Idempotency-Key"
LONGEST = 200
KEPT_FOR = timedelta(hours=24)
# A request that has not been answered for so long was cut off: it may be sent again.
CUT_OFF_AFTER = timedelta(minutes=5)
View = Callable[..., Response]


def stored(name: str, view: View) -> View:
    """The view, answering a request with a key it has seen with what it answered then."""

    @wraps(view)
    def answer(**places: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return _carried_out(view, places)
        if not 0 < len(key) <= LONGEST or not key.isprintable():
            return problems.answer(400, f"{HEADER} must have 1 to {LONGEST} characters.")
        here = parts()
        earlier = here.database.transact(lambda db: _begin(db, key, _fingerprint(name)))
        if earlier is not None:
            return earlier
        return _kept(key, view, places)

    return answer


def _kept(key: str, view: View, places: dict[str, Any]) -> Response:
    done = False
    try:
        made = _carried_out(view, places)
        done = made.status_code < 500
        if done:
            parts().database.transact(lambda db: _keep(db, key, made))
        return made
    finally:
        if not done:
            parts().database.transact(lambda db: _forget(db, key))


def _carried_out(view: View, places: dict[str, Any]) -> Response:
    """What it answers, refusals included: those are kept too."""
    try:
        return view(**places)
    except PlumblineError as error:
        return problems.of_refusal(error)
    except HTTPException as error:
        if isinstance(error.response, Response):
            return error.response
        raise


def _begin(session: Session, key: str, fingerprint: str) -> Response | None:
    """Note that it is being worked on; or what there is to answer."""
    here, now = parts(), parts().clock.now()
    session.execute(
        delete(StoredAnswer).where(
            StoredAnswer.tenant_id == here.tenant, StoredAnswer.begun_at < now - KEPT_FOR
        )
    )
    row = _row(session, key)
    if row is not None and (row.status is not None or now - row.begun_at < CUT_OFF_AFTER):
        return _again(row, fingerprint)
    if row is not None:
        session.delete(row)
        session.flush()
    session.add(
        StoredAnswer(
            tenant_id=here.tenant,
            client=by_client().id,
            key=key,
            fingerprint=fingerprint,
            media_type="",
            body="",
            begun_at=now,
        )
    )
    return None


def _again(row: StoredAnswer, fingerprint: str) -> Response:
    if row.fingerprint != fingerprint:
        return problems.answer(422, f"This {HEADER} was used for another request.", kind="key")
    if row.status is None:
        sentence = "The same request is being worked on. Ask again in a moment."
        return problems.answer(409, sentence, kind="key", headers={"Retry-After": "1"})
    made = Response(row.body, row.status, mimetype=row.media_type or None)
    made.headers["Idempotency-Replayed"] = "true"
    return made


def _keep(session: Session, key: str, made: Response) -> None:
    row = _row(session, key)
    if row is not None:
        row.status, row.media_type = made.status_code, made.mimetype or ""
        row.body = made.get_data(as_text=True)


def _forget(session: Session, key: str) -> None:
    row = _row(session, key)
    if row is not None:
        session.delete(row)


def _row(session: Session, key: str) -> StoredAnswer | None:
    found: StoredAnswer | None = session.get(StoredAnswer, (parts().tenant, by_client().id, key))
    return found


def _fingerprint(name: str) -> str:
    person = request.headers.get(PERSON, "")
    told = "\n".join((name, request.path, request.query_string.decode(errors="replace"), person))
    return hashlib.sha256(told.encode() + b"\n" + request.get_data()).hexdigest()
