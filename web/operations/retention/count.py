"""The latest count of what is past its time, for the page and for programs."""

from __future__ import annotations

from handlers.retention.counting import Counted, ask, counted
from handlers.retention.in_force import schedule_in_force
from handlers.retention.schedule import Period
from web.parts import parts


def latest() -> tuple[list[Period], Counted]:
    """The schedule in force with its count. One that is missing, or holds no more, is asked for."""
    periods, found = _read()
    if periods and found.wanted:
        ask_now()
        periods, found = _read()
    return periods, found


def ask_now() -> None:
    """Have it counted by the worker."""
    here = parts()
    here.database.transact(lambda session: ask(session, here.tenant, here.clock.now()))
    here.dispatcher.wake()


def _read() -> tuple[list[Period], Counted]:
    here = parts()
    with here.database.read() as db:
        periods = schedule_in_force(db, here.tenant, here.engine.deployed)
        return periods, counted(db, here.tenant, periods)
