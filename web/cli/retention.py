"""`plumbline retention`: the schedule, legal holds, erasing somebody, everything about one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import click

from engine import queries
from engine.history import append_audit_log
from handlers.documents.press import press
from handlers.erasure import certifying, wording
from handlers.erasure.doing import ErasureRefused, Erasures, Foretold
from handlers.erasure.subject import About, Subject, child, member_of_staff
from handlers.retention import holding
from handlers.retention.in_force import schedule_in_force
from handlers.subject_access.everything import export as everything
from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, columns, show
from web.parts import Parts

ABOUT = click.Choice(list(get_args(About)))
why = click.option("--reason", required=True, help="Why; kept in the audit log, without names.")
names = click.option("--name", "names", multiple=True, help="Another word for them; repeat it.")


@click.group()
def retention() -> None:
    """How long records are kept: the schedule, legal holds, erasures with their proof."""


@retention.command()
@as_json
def schedule(as_json: bool) -> None:
    """Print for how many months each kind of record is kept."""
    with installation() as here, here.database.read() as db:
        found = schedule_in_force(db, here.tenant, here.engine.deployed)
    rows = [
        {"kind": p.kind.key, "months": p.months, "counts_from": p.counts_from, "action": p.then}
        for p in found
    ]
    show({"periods": rows}, as_json, lambda: _table(rows, "No bundle in force has a schedule."))


@retention.command()
@as_json
def holds(as_json: bool) -> None:
    """List the legal holds that stand."""
    with installation() as here, here.database.read() as db:
        found = holding.standing(db, here.tenant)
        known = holding.references(db, here.tenant, [one.audit_id for one in found])
    rows = [
        {
            "id": str(one.id), "about": one.about,
            "subject": one.subject or known.get(one.audit_id or one.id, ""),
            "since": one.set_at.isoformat(timespec="seconds"), "by": one.set_by,
        }
        for one in found
    ]  # fmt: skip
    show({"holds": rows}, as_json, lambda: _table(rows, "Nothing is on hold."))


@retention.command()
@click.argument("about", type=click.Choice(list(holding.ABOUT)))
@click.argument("subject", default="")
@why
@as_json
def hold(about: holding.About, subject: str, reason: str, as_json: bool) -> None:
    """Place a hold on SUBJECT: a child's number, a staff number, an audit's reference; or all."""
    with installation() as here, here.database.write() as db:
        now = here.clock.now()
        made = holding.place(db, here.tenant, about, subject, by=SYSTEM, reason=reason, now=now)
    show({"id": str(made)}, as_json, lambda: f"It is on hold: {made}")


@retention.command()
@click.argument("hold_id", metavar="ID", type=click.UUID)
@why
def lift(hold_id: UUID, reason: str) -> None:
    """Lift the hold ID."""
    with installation() as here, here.database.write() as db:
        holding.lift(db, here.tenant, hold_id, by=SYSTEM, reason=reason, now=here.clock.now())
    click.echo("The hold is lifted.")


@retention.command()
@click.argument("about", type=ABOUT)
@click.argument("number")
@names
@why
@click.option("--yes", is_flag=True, help="Do it; without it, only say what would happen.")
@click.option("--proof", type=click.Path(path_type=Path), help="Where to write the proof (PDF).")
@as_json
def erase(
    about: About,
    number: str,
    names: tuple[str, ...],
    reason: str,
    yes: bool,
    proof: Path | None,
    as_json: bool,
) -> None:
    """Erase a child by the NUMBER of the case, or a person who has left by the staff number.

    Exit 1 when something stands in the way, or is left that names them.
    """
    with installation() as here:
        subject, erasures = _subject(here, about, number, names), _erasures(here)
        told = erasures.foretell(subject)
        if told.obstacles:
            raise ErasureRefused(told.obstacles)
        made = erasures.erase(subject, by=SYSTEM, reason=reason, seen=told.seen) if yes else None
        if made and proof:
            proof.write_bytes(_printed(here, erasures, made))
    show(_told(told, made), as_json, lambda: _text(told, made))
    if not told.findings.clean:
        raise SystemExit(1)


@retention.command()
@as_json
def erasures(as_json: bool) -> None:
    """List the erasures by hand."""
    with installation() as here, here.database.read() as db:
        rows = [
            {"id": str(one.id), "token": one.token, "state": one.state, "by": one.by,
             "at": one.at.isoformat(timespec="seconds")}
            for one in certifying.erasures(db, here.tenant)
        ]  # fmt: skip
    show({"erasures": rows}, as_json, lambda: _table(rows, "Nobody was erased by hand."))


@retention.command()
@click.argument("about", type=ABOUT)
@click.argument("number")
@click.argument("file", type=click.Path(path_type=Path))
@names
@why
def export(about: About, number: str, file: Path, names: tuple[str, ...], reason: str) -> None:
    """Write everything about one child or member of staff to FILE, a zip."""
    with installation() as here:
        subject, now = _subject(here, about, number, names), here.clock.now()
        with here.database.read() as db:
            file.write_bytes(everything(db, here.tenant, subject, now))
        detail = {"reason": reason, "about": about}
        with here.database.write() as db:
            append_audit_log(
                db, here.tenant, at=now, by=SYSTEM, action="subject.export", about="a file",
                detail=detail,
            )  # fmt: skip
    click.echo(f"Everything is in {file}. It is content: read it before anybody else gets it.")


def _subject(here: Parts, about: About, number: str, names: tuple[str, ...]) -> Subject:
    if about == "child":
        return child(number, names)
    with here.database.read() as db:
        return member_of_staff(db, here.tenant, number, names)


def _erasures(here: Parts) -> Erasures:
    return Erasures(
        here.database, here.tenant, here.clock.now, lambda page: press(page, {}).content
    )


def _printed(here: Parts, erasures: Erasures, made: UUID) -> bytes:
    document = erasures.proof(made)
    with here.database.read() as db:
        return queries.document_bytes(db, here.tenant, document)


def _told(told: Foretold, made: UUID | None) -> dict[str, Any]:
    return {
        "erasure": str(made) if made else None,
        "certified": told.findings.clean,
        "tables": [vars(one) for one in wording.touched(told.findings)],
        "cautions": told.cautions,
        "left": [wording.said(one) for one in told.findings.remains],
    }


def _text(told: Foretold, made: UUID | None) -> str:
    rows = [
        {"holds": one.holds, "names them": one.before, "removed": one.removed,
         "reworded": one.reworded, "left": one.left}
        for one in wording.touched(told.findings)
    ]  # fmt: skip
    left = [f"Left: {wording.said(one)}" for one in told.findings.remains]
    end = f"They are erased: {made}" if made else "Nothing was changed. Add --yes to erase them."
    return "\n".join([_table(rows, "Nothing names them."), *told.cautions, *left, end])


def _table(rows: list[dict[str, Any]], nothing: str) -> str:
    if not rows:
        return nothing
    heading = tuple(name.upper().replace("_", " ") for name in rows[0])
    return columns([heading, *(tuple(_cell(v) for v in row.values()) for row in rows)])


def _cell(value: object) -> str:
    return "" if value is None else str(value)
