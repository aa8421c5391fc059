"""The schedule with what is past its time, and what is held about whom."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from handlers.register import register
from handlers.retention.forecast import next_months
from handlers.retention.kinds import KINDS
from handlers.retention.schedule import FROM, THENS
from web.access.permission import permit
from web.operations.retention.count import ask_now, latest

blueprint = Blueprint("operations_retention", __name__)
ABOUT = {("child", "staff"): "Children and staff", ("child",): "Children", ("staff",): "Staff"}


@blueprint.get("/operations/retention")
@permit("retention.read")
def overview() -> ResponseReturnValue:
    """How long each kind of record is kept, and what is past its time, month by month."""
    periods, found = latest()
    day = found.at.date() if found.at else None
    return render_template(
        "operations/retention/overview.html",
        periods=periods, found=found, due=[one for one in found.coming if one.any],
        months=[day, *next_months(day)][:-1] if day else [],
        counts_from=FROM, thens=THENS,
    )  # fmt: skip


@blueprint.post("/operations/retention/count")
@permit("retention.act")
def count_again() -> ResponseReturnValue:
    """Have it counted again. It changes nothing, so it needs no reason."""
    ask_now()
    flash("It is being counted again.")
    return redirect(url_for(".overview"), 303)


@blueprint.get("/operations/retention/register")
@permit("retention.read")
def held() -> ResponseReturnValue:
    """What is held about whom, table by table."""
    known = sorted(register().values(), key=lambda one: (not one.about, one.holds))
    return render_template(
        "operations/retention/register.html", register=known, about=ABOUT, kinds=KINDS
    )
