"""The page with the list."""

from __future__ import annotations

from flask import current_app, g, render_template, url_for

from engine import queries
from engine.queries import InstanceList
from engine.queries.instances import MOST_COUNTED, Place
from engine.queries.slices import place
from web.operations.instances import searches
from web.operations.instances.choices import choices
from web.operations.instances.filters import SORTS, Chosen
from web.operations.instances.listing import lines
from web.parts import parts
from web.words import count

BATCHES = "operations_batches.begin"


def page(chosen: Chosen, problem: str = "") -> str:
    """The list as it is narrowed, with the searches that are kept."""
    here, now = parts(), parts().clock.now()
    with here.database.read() as db:
        filters = chosen.query(db, here.tenant, now)
        found = queries.instance_list(
            db, here.tenant, filters, chosen.order,
            after=chosen.place("after"), before=chosen.place("before"),
        )  # fmt: skip
        shown = lines(db, here.tenant, found.rows, now)
        offered = choices(db, here.tenant, chosen)
        kept = searches.searches(db, here.tenant, g.actor.person)
    return render_template(
        "operations/instances/overview.html",
        lines=shown, offered=offered, searches=kept, chosen=chosen, sorts=SORTS, problem=problem,
        found=_counted(found.total), batches=BATCHES in current_app.view_functions,
        **_addresses(chosen, found),
    )  # fmt: skip


def _counted(total: int) -> str:
    if total > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} instances"
    return count(total, "instance")


def _addresses(chosen: Chosen, found: InstanceList) -> dict[str, str]:
    def at(name: str, there: Place | None) -> str:
        more = {name: place(*there)} if there else {}
        return url_for(".overview", **chosen.address(**more)) if there else ""

    return {"earlier": at("before", found.earlier), "later": at("after", found.later)}
