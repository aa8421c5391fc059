"""Deploy a bundle: whole, checked, under one digest."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from engine import tables
from engine.bundle import Bundle
from engine.commands import offered_starts
from engine.commands.rollouts import give_up, only_to
from engine.commands.start_timers import schedule_all
from engine.context import Context
from engine.database import insert_rows
from engine.deployments import Deployed, prepare
from engine.errors import BundleRefused, PlumblineError
from engine.history import append_audit_log
from engine.model import Deployment, Finding
from engine.queries.beginning import candidate
from engine.spiff import ProcessSpec


def deploy(context: Context, bundle: Bundle, *, by: str, note: str = "") -> Deployment:
    """Make the bundle the one new instances begin with; running ones keep theirs.

    The plain command: who may deploy what, and from when, is for engine.releases to say. The same
    bundle again gives the same deployment, made active if another had taken its place. A version
    that is being rolled out is given up. Raises BundleRefused with every finding that is an error.
    """
    require_sound(context, bundle)
    deployed = prepare(uuid4(), bundle)

    def work(session: Session) -> Deployment:
        # Before the look: whoever deploys in between takes this number, and then this begins anew.
        version = next_version(session, context.tenant, bundle.key)
        row = existing(session, context.tenant, bundle)
        new = row is None
        if row is None:
            row = insert_version(context, session, deployed, by, note, version)
        if new or not row.active:
            put_in_force(context, session, row, by)
        return Deployment(row.id, row.key, row.digest, row.version, new)

    return context.database.transact(work)


def require_sound(context: Context, bundle: Bundle) -> None:
    """Raises BundleRefused with every finding that is an error."""
    findings = [f for f in context.check(bundle, context.registry) if f.level == "error"]
    if findings:
        raise BundleRefused(findings)


def existing(session: Session, tenant: str, bundle: Bundle) -> tables.Deployment | None:
    """The deployment of this very content: the one in force, or the latest; None for none."""
    query = select(tables.Deployment).where(
        tables.Deployment.tenant_id == tenant, tables.Deployment.digest == bundle.digest
    )
    latest = tables.Deployment.active.desc(), tables.Deployment.version.desc()
    return session.scalars(query.order_by(*latest).limit(1)).first()


def insert_version(
    context: Context, session: Session, deployed: Deployed, by: str, note: str, version: int
) -> tables.Deployment:
    """A version of its bundle, not in force yet. Raises BundleRefused."""
    _no_strangers_process(session, context.tenant, deployed)
    bundle = deployed.bundle
    row = tables.Deployment(
        tenant_id=context.tenant,
        id=deployed.id,
        key=bundle.key,
        version=version,
        digest=bundle.digest,
        title=bundle.title,
        note=note,
        deployed_by=by,
        deployed_at=context.now(),
        active=False,
        bank_holidays=sorted(day.isoformat() for day in deployed.calendar.bank_holidays),
    )
    session.add(row)
    session.flush()
    owner = {"tenant_id": context.tenant, "deployment_id": row.id}
    files = [{**owner, "path": path, "content": data} for path, data in bundle.files.items()]
    insert_rows(session, tables.DeploymentFile, files)
    _insert_processes(session, deployed, owner, row.deployed_at)
    return row


def _insert_processes(
    session: Session, deployed: Deployed, owner: dict[str, object], now: datetime
) -> None:
    rows = [
        {
            **owner,
            "key": process.key,
            "name": process.name,
            "file": process.file,
        }
        for process in deployed.definitions.processes.values()
    ]
    insert_rows(session, tables.ProcessDefinition, rows)
    starts = [s for process in deployed.definitions.processes.values() for s in _starts(process)]
    insert_rows(session, tables.ProcessStart, [{**owner, **start} for start in starts])
    offered = offered_starts.rows(deployed, now)
    insert_rows(session, tables.OfferedStart, [{**owner, **row} for row in offered])


def _starts(process: ProcessSpec) -> list[dict[str, object]]:
    found = [("message", name) for _, name in process.start_messages]
    found += [("signal", name) for _, name in process.start_signals]
    found += [("timer", text) for _, text in process.start_timers]
    return [
        {"process_key": process.key, "place": place, "kind": kind, "name": name}
        for place, (kind, name) in enumerate(found)
    ]


def put_in_force(
    context: Context,
    session: Session,
    row: tables.Deployment,
    by: str,
    since: datetime | None = None,
) -> None:
    """New instances begin with it from now on, or from an instant that has just passed.

    Raises BundleRefused when a start by the clock cannot be worked out.
    """
    give_up(session, context.tenant, row.key, by, context.now())
    others = update(tables.Deployment).where(
        tables.Deployment.tenant_id == context.tenant, tables.Deployment.key == row.key
    )
    session.execute(others.values(active=False))
    row.active = True
    only_to(session, row, context.now())
    append_audit_log(
        session,
        context.tenant,
        at=context.now(),
        by=by,
        action="deploy",
        about=row.key,
        detail={"version": row.version, "digest": row.digest, "note": row.note},
    )
    _schedule(context, session, row, since or context.now())


def _schedule(context: Context, session: Session, row: tables.Deployment, since: datetime) -> None:
    deployed = context.deployments.get(session, row.id)
    try:
        schedule_all(context, session, deployed, since)
    except PlumblineError as error:
        remedy = "Correct the timer of the start event."
        finding = Finding("error", row.key, "", f"A start cannot be worked out: {error}", remedy)
        raise BundleRefused([finding]) from error


def next_version(session: Session, tenant: str, key: str) -> int:
    """The number that the next version of this bundle has."""
    query = select(func.max(tables.Deployment.version)).where(
        tables.Deployment.tenant_id == tenant, tables.Deployment.key == key
    )
    return (session.scalar(query) or 0) + 1


def _no_strangers_process(session: Session, tenant: str, deployed: Deployed) -> None:
    same = (tables.Deployment.tenant_id == tables.ProcessDefinition.tenant_id) & (
        tables.Deployment.id == tables.ProcessDefinition.deployment_id
    )
    query = select(tables.ProcessDefinition.key, tables.Deployment.key).join(
        tables.Deployment, same
    )
    taken = session.execute(
        query.where(
            tables.Deployment.tenant_id == tenant,
            candidate(),
            tables.Deployment.key != deployed.bundle.key,
            tables.ProcessDefinition.key.in_(list(deployed.definitions.processes)),
        )
    ).all()
    if taken:
        raise BundleRefused([_taken(deployed, process, bundle) for process, bundle in taken])


def _taken(deployed: Deployed, process: str, bundle: str) -> Finding:
    file = deployed.definitions.processes[process].file
    sentence = f"The bundle {bundle} has a process {process} already."
    return Finding("error", file, process, sentence, "Give this process another id.")
