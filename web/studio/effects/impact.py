"""What a change means for each running instance."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from uuid import UUID

from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeView
from engine.errors import BundleRefused
from engine.impact import ImpactReport, InstanceImpact, Verdict, assess, keep, kept
from web.access.permission import permit
from web.documents import sent_as
from web.parts import parts
from web.studio.effects.blueprint import AT, blueprint
from web.studio.effects.references import readable
from web.studio.opened import heading, opened
from web.words import moment

WORDS: dict[Verdict, str] = {
    "cannot": "Cannot be carried over",
    "decision": "Needs a decision",
    "keeps_dates": "Armed timers keep their date",
    "follows": "Follows the new rules from its next step",
    "unaffected": "Unaffected",
}
BROKEN = "The change cannot be deployed as it is, so this cannot be worked out. Check it first."
COLUMNS = ("Reference", "Process", "Version", "What it means", "Why", "New rules at", "Dates kept")
ON_A_PAGE = 100


@blueprint.get(f"{AT}/impact")
@permit("studio.read")
def impact(change_id: UUID) -> ResponseReturnValue:
    """The running instances, grouped by what the change means for them."""
    return _page(opened(change_id))


@blueprint.post(f"{AT}/impact")
@permit("studio.edit")
def work_out_impact(change_id: UUID) -> ResponseReturnValue:
    """Look at every running instance now, and keep what was found with the change's content."""
    here = parts()
    try:
        report = assess(here.engine.context, here.changes.bundle(change_id))
    except BundleRefused:
        return _page(opened(change_id), BROKEN), 422
    with here.database.write() as db:
        keep(db, here.tenant, change_id, report, by=g.actor.person)
    return redirect(url_for(".impact", change_id=change_id), 303)


@blueprint.get(f"{AT}/impact.csv")
@permit("studio.read")
def impact_sheet(change_id: UUID) -> Response:
    """The same as a table to take away."""
    change = opened(change_id)
    report = last_report(change)
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for one in report.instances if report else ():
        lines.writerow(_cells(one))
    content = "\ufeff" + text.getvalue()
    return sent_as("running-instances.csv", "text/csv", content.encode())


def last_report(change: ChangeView) -> ImpactReport | None:
    """What was found out about the change as it is now; None when nothing was."""
    here = parts()
    with here.database.read() as db:
        return kept(db, here.tenant, change.id, change.digest)


def _page(change: ChangeView, refused: str = "") -> str:
    report = last_report(change)
    chosen = request.args.get("show", "")
    listed = _listed(report, chosen)
    return render_template(
        "studio/effects/impact.html",
        report=report,
        groups=listed,
        chosen=chosen,
        words=WORDS,
        refused=refused,
        readable=readable(one.business_key for _, some in listed for one in some),
        **heading(change),
    )


def _listed(
    report: ImpactReport | None, chosen: str
) -> list[tuple[Verdict, Sequence[InstanceImpact]]]:
    """Each verdict with its first instances; of one that was chosen, all of them."""
    if report is None:
        return []
    found = [(verdict, list(report.of(verdict))) for verdict in WORDS]
    if chosen in WORDS:
        return [(verdict, some) for verdict, some in found if verdict == chosen and some]
    return [(verdict, some[:ON_A_PAGE]) for verdict, some in found if some]


def _cells(one: InstanceImpact) -> tuple[str, ...]:
    """Cells of a spreadsheet; none may begin as a formula does."""
    dates = "; ".join(f"{kept.name}: {moment(kept.due)}" for kept in one.dates)
    said = (
        one.business_key or f"{one.instance_id}", one.process_key, f"{one.on_version}",
        WORDS[one.verdict], "; ".join(one.reasons), "; ".join(one.ahead), dates,
    )  # fmt: skip
    return tuple(f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in said)
