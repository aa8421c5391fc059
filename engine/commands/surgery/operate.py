"""What all operations by hand have in common: one transaction, a reason, an exact dry run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from engine.commands.surgery.consequences import NOTHING, consequences
from engine.commands.surgery.holding import hold_back
from engine.commands.surgery.order import (
    Order,
    before,
    final_because,
    line_of,
    locked,
    note,
    require_reason,
)
from engine.commands.surgery.picture import picture
from engine.context import Context
from engine.database import insert_rows
from engine.deployments import Deployed
from engine.effects import Effect
from engine.errors import InstanceUnreadable, PlanRefused, PlumblineError
from engine.spiff import Execution
from engine.tables import Operation, ProcessInstance
from engine.transition import deployed_of, step
from engine.transition.change import Act

Do = Callable[[Session, ProcessInstance, Execution], None]
Change = Callable[[Session, ProcessInstance], None]
# What the row of an operation keeps of its sentences, for the page that tells it.
MOST_TOLD = 20


class _RolledBack(Exception):
    """Ends the transaction of a dry run."""

    def __init__(self, effects: list[Effect]) -> None:
        self.effects = effects
        super().__init__()


def operate(context: Context, order: Order, do: Do, afterwards: Change | None = None) -> Effect:
    """Do it to the instance and run until it rests; what that changed. A dry run changes nothing.

    `afterwards` sees the rows that were written.

    Raises NotFound, InstanceClosed, OutOfDate when the instance has moved since `seen`,
    OperationRefused with the remedy, and BudgetExceeded when it would never come to rest.
    """

    def change(session: Session, row: ProcessInstance) -> None:
        moved(context, session, row, order, do)
        if afterwards is not None:
            afterwards(session, row)

    return in_one(context, order, change)


def in_one(context: Context, order: Order, change: Change) -> Effect:
    """The transaction around any change of the instance's rows, with its account and effect."""

    def work(session: Session) -> list[Effect]:
        return [within(context, session, order, change)]

    return _transact(context, [order], work)[0]


def in_all(context: Context, orders: Sequence[tuple[Order, Change]]) -> list[Effect]:
    """The same for several instances. Raises PlanRefused, and changes none, when one refuses."""
    return _transact(
        context, [order for order, _ in orders], lambda session: _each(context, session, orders)
    )


def _transact(
    context: Context, orders: Sequence[Order], change: Callable[[Session], list[Effect]]
) -> list[Effect]:
    for order in orders:
        require_reason(order)
    return transacted(context, any(order.dry_run for order in orders), change)


def transacted(
    context: Context, dry_run: bool, change: Callable[[Session], list[Effect]]
) -> list[Effect]:
    """What a change does, in one transaction; a dry run is the change itself, rolled back."""

    def work(session: Session) -> list[Effect]:
        effects = change(session)
        if dry_run:
            raise _RolledBack(effects)
        return effects

    try:
        return context.database.transact(work)
    except _RolledBack as rolled_back:
        return rolled_back.effects


def _each(
    context: Context, session: Session, orders: Sequence[tuple[Order, Change]]
) -> list[Effect]:
    effects, reasons = [], {}
    for order, change in orders:
        try:
            effects.append(within(context, session, order, change))
        except PlumblineError as refused:
            reasons[str(order.instance_id)] = str(refused)
    if reasons:
        raise PlanRefused(reasons)
    return effects


def within(context: Context, session: Session, order: Order, change: Change) -> Effect:
    """The same inside a transaction that is open already."""
    row = locked(context, session, order)
    kept, first = before(context, row, order), row.history_seq
    earlier = picture(session, row)
    # The transaction may be at it a second time.
    order.said.clear()
    change(session, row)
    later = picture(session, row)
    final = final_because(session, row, first)
    changed = consequences(earlier, later, _readable(context, session, row))
    effect = Effect(row.status, (*order.said, *changed) or NOTHING, final)  # type: ignore[arg-type]
    told = [one.sentence for one in effect.consequences[:MOST_TOLD]]
    detail = {**kept["detail"], **order.kept, "told": told}
    kept |= {"history_seq": row.history_seq, "final": final, "detail": detail}
    insert_rows(session, Operation, [kept])
    note(context, session, order)
    if order.also is not None:
        order.also(session)
    return effect


def _readable(context: Context, session: Session, row: ProcessInstance) -> Deployed | None:
    """Its version, for names; one that cannot be read must not keep it from being ended."""
    try:
        return deployed_of(context, session, row)
    except InstanceUnreadable:
        return None


def moved(context: Context, session: Session, row: ProcessInstance, order: Order, do: Do) -> None:
    """Do it to a locked instance and let it run until it rests, also while it is suspended."""
    suspended = row.status == "suspended"
    act = Act(order.by, lines=(line_of(context, order),))
    with step(context, session, row, act, suspended_too=True) as execution:
        do(session, row, execution)
        execution.run()
    session.flush()
    if suspended and row.status == "suspended":
        hold_back(session, row)
