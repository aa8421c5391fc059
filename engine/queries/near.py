"""What stands beside an instance, looked up before the list of instances is read.

Where few fit, they are all the list can have; where many do, the list is walked in its order until
a page is full. Asked for both at once a database guesses which, and a wrong guess reads everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    false,
    literal,
    literal_column,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from engine.database import is_word
from engine.tables import ActivityInstance, Deployment, Incident, ProcessDefinition, UserTask
from engine.tables import ProcessInstance as Row
from engine.tables.activity import GOING_ON

ANY = "any"
# More than a list counts to: then nobody has to count.
FEW = 2_000
# As the values of a column, written out: only so is an index with a condition used.
RUNS = Row.status.in_([literal_column("'active'"), literal_column("'suspended'")])


@dataclass(frozen=True)
class Look:
    """Rows of `table` whose `column` is the instance's `own`. Each of `ways` is a condition by
    which an index finds them. `one` says the same of the rows of one instance, in words that no
    index but theirs is made for: SQLite would take the other. With `runs`, only instances that
    have not ended have any."""

    table: Any
    ways: tuple[ColumnElement[bool], ...]
    one: ColumnElement[bool]
    column: Any
    own: str = "id"
    runs: bool = False


@dataclass(frozen=True)
class Near:
    """A condition on ProcessInstance: for rows that are read in an order, and the same for rows
    that are counted. It holds `surely` for so many, or more."""

    listed: ColumnElement[bool]
    counted: ColumnElement[bool]
    surely: int = 0


def near(session: Session, tenant: str, look: Look) -> Near:
    """That there is one of these beside the instance."""
    own, found, few = getattr(Row, look.own), set[Any](), True
    ways = [select(look.column).where(look.table.tenant_id == tenant, way) for way in look.ways]
    for way in ways:
        some = session.scalars(way.limit(FEW + 1)).all()
        found.update(some)
        few = few and len(some) <= FEW
    if few:
        these = own.in_(found) if found else false()
        return Near(these, these)
    return Near(_beside(tenant, look), own.in_(union_all(*ways)), len(found))


def _beside(tenant: str, look: Look) -> ColumnElement[bool]:
    here = (look.table.tenant_id == tenant, look.column == getattr(Row, look.own), look.one)
    # Not EXISTS, which would be turned round into reading all that fit.
    there = select(literal(1)).where(*here).limit(1).scalar_subquery().is_not(None)
    return and_(RUNS, there) if look.runs else there


def deployed_as(version: int) -> Look:
    """The deployments of that version, of any bundle."""
    which = Deployment.version == version
    return Look(Deployment, (which,), which, Deployment.id, "deployment_id")


def with_people(people: tuple[str, ...]) -> Look:
    """Open user tasks with one of them, or free for a role that is among them."""
    free = and_(UserTask.assignee.is_(None), UserTask.candidate_group.in_(people))
    return _user_tasks(UserTask.assignee.in_(people), free)


def late(at: datetime) -> Look:
    """Open user tasks that were due before."""
    return _user_tasks(UserTask.sort_at < at)


def at_element(tenant: str, element: str) -> Look:
    """Passages of an element that go on."""
    # With the processes named, of which there are few, the index of what goes on is used.
    keys = select(ProcessDefinition.key).where(ProcessDefinition.tenant_id == tenant)
    here = ActivityInstance
    way = and_(text(GOING_ON), here.process_key.in_(keys), here.element_id == element)
    one = and_(here.outcome.is_(None), here.element_id == element)
    return Look(here, (way,), one, here.instance_id, runs=True)


def held_up(cause: str) -> Look:
    """Open incidents, of one cause unless it is ANY."""
    any_ = Incident.instance_id.is_not(None)
    which = any_ if cause == ANY else and_(any_, Incident.cause == cause)
    way = and_(is_word(Incident.state, "open"), which)
    return Look(Incident, (way,), and_(_open(Incident), which), Incident.instance_id)


def _user_tasks(*ways: ColumnElement[bool]) -> Look:
    each = tuple(and_(is_word(UserTask.state, "open"), way) for way in ways)
    one = and_(_open(UserTask), or_(*ways))
    return Look(UserTask, each, one, UserTask.instance_id, runs=True)


def _open(table: Any) -> ColumnElement[bool]:
    return table.state.concat("") == "open"  # type: ignore[no-any-return]
