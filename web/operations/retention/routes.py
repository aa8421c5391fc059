"""The schedule with what is past its time, and what is held about whom."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from handlers.register import register
from handlers.retention.forecast import coming, next_months
from handlers.retention.in_force import schedule_in_force
from handlers.retention.kinds import KINDS
from handlers.retention.schedule import FROM, THENS
from web.access.permission import permit
from web.parts import parts

blueprint = Blueprint("operations_retention", __name__)
ABOUT = {("child", "staff"): "Children and staff", ("child",): "Children", ("staff",): "Staff"}


@blueprint.get("/operations/retention")
@permit("retention.read")
def overview() -> ResponseReturnValue:
    """How long each kind of record is kept, and what is past its time, month by month."""
    here = parts()
    now = here.clock.now()
    with here.database.read() as db:
        periods = schedule_in_force(db, here.tenant, here.engine.deployed)
        due = [one for one in coming(db, here.tenant, periods, now) if one.any]
    return render_template(
        "operations/retention/overview.html",
        periods=periods, due=due, months=[now.date(), *next_months(now.date())][:-1],
        counts_from=FROM, thens=THENS,
    )  # fmt: skip


@blueprint.get("/operations/retention/register")
@permit("retention.read")
def held() -> ResponseReturnValue:
    """What is held about whom, table by table."""
    known = sorted(register().values(), key=lambda one: (not one.about, one.holds))
    return render_template(
        "operations/retention/register.html", register=known, about=ABOUT, kinds=KINDS
    )
