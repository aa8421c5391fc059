"""Who signed in or tried to."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from handlers.access.reading import ids_named
from handlers.directory.reading import names
from web.access.permission import permit
from web.account.history import OUTCOMES, WAYS, AttemptFilters, attempts
from web.account.tables import SignInAttempt
from web.operations.sheet import AT_ONCE, Lines, flowing
from web.parts import parts

blueprint = Blueprint("operations_sign_ins", __name__)
CHOICES = {"": "All", "not_accepted": "Refused", **OUTCOMES}
HEADINGS = ("When", "Who", "What", "How", "From")


@blueprint.get("/operations/access/sign-ins")
@permit("access.read")
def overview() -> ResponseReturnValue:
    """Attempts, newest first."""
    here, asked = parts(), request.args
    who, outcome = asked.get("who", "").strip()[:100], asked.get("outcome", "")
    outcome = outcome if outcome in CHOICES else ""
    with here.database.read() as db:
        chosen = AttemptFilters(ids_named(db, here.tenant, who) if who else None, outcome)
        found = attempts(db, here.tenant, chosen, asked.get("after", "")[:100])
        known = names(db, here.tenant, [one.person for one in found.rows])
    kept = {name: value for name, value in (("who", who), ("outcome", outcome)) if value}
    following = {**kept, "after": found.after or ""}
    return render_template(
        "operations/access/sign_ins.html",
        list=found, names=known, outcomes=OUTCOMES, ways=WAYS, choices=CHOICES, kept=kept,
        next_page=f"{url_for('.overview')}?{urlencode(following)}" if found.after else "",
    )  # fmt: skip


@blueprint.get("/operations/access/sign-ins.csv")
@permit("access.read")
def as_sheet() -> ResponseReturnValue:
    """The same, to take away."""
    here, asked = parts(), request.args
    who, outcome = asked.get("who", "").strip()[:100], asked.get("outcome", "")
    with here.database.read() as db:
        people = ids_named(db, here.tenant, who) if who else None
    chosen = AttemptFilters(people, outcome if outcome in CHOICES else "")

    def more(db: Session, after: str | None) -> tuple[Lines, str | None]:
        found = attempts(db, here.tenant, chosen, after, AT_ONCE)
        known = names(db, here.tenant, [one.person for one in found.rows])
        return [_line(one, known) for one in found.rows], found.after

    return flowing("sign-ins.csv", HEADINGS, more)


def _line(one: SignInAttempt, known: Mapping[str, str]) -> tuple[object, ...]:
    who = known.get(one.person or "", one.person or "")
    return (one.at.isoformat(), who, OUTCOMES[one.outcome], WAYS[one.way], one.address)
