"""Who may work on a user task, and what to say to those who may not."""

from __future__ import annotations

from dataclasses import dataclass

from engine.context import Context
from engine.covering import NOBODY, Covering
from engine.errors import AlreadyDone, InstanceSuspended, NotAllowed, OutOfDate, PlumblineError
from engine.tables import UserTask

PAUSED = "An administrator has paused this. What you wrote is kept, and it will be back."
GONE = "This is no longer needed: the process went on without it."


@dataclass(frozen=True)
class Person:
    """The person who acts, with the groups they belong to and those they stand in for."""

    id: str
    groups: frozenset[str]
    covering: Covering = NOBODY

    @classmethod
    def of(cls, context: Context, person_id: str) -> Person:
        """The person, with their groups at this moment."""
        covering = context.covering_of(person_id)
        return cls(person_id, context.groups_of(person_id), covering)

    def concerned(self, row: UserTask) -> bool:
        """Whether the user task was ever theirs to do."""
        done = row.completed_by == self.id or self.stands_in(row) is not None
        return done or row.assignee == self.id or row.candidate_group in self.groups

    def may_work(self, row: UserTask) -> bool:
        """Whether it is theirs to do now: with them, or free to be taken by their group."""
        if row.assignee is not None:
            return row.assignee == self.id or self.stands_in(row) is not None
        return row.candidate_group is not None and row.candidate_group in self.groups

    def stands_in(self, row: UserTask) -> str | None:
        """For whom they would do this user task, when it is with somebody they cover."""
        covered = self.covering.reaches(row.assignee, row.instance_id)
        return row.assignee if covered else None


def refusal(person: Person, row: UserTask) -> PlumblineError | None:
    """Why this person cannot work on this user task now, or None."""
    if not person.concerned(row):
        return NotAllowed("This is neither with you nor with a group you belong to.")
    if row.state == "suspended":
        return InstanceSuspended(PAUSED)
    if row.state != "open":
        return AlreadyDone(row.completed_by, row.completed_at, _over(person, row))
    if not person.may_work(row):
        return NotAllowed("Somebody else has taken this.")
    return None


def out_of_date(row: UserTask, seen: int) -> PlumblineError | None:
    """Why a page made from version `seen` cannot be taken, or None."""
    if row.version == seen:
        return None
    return OutOfDate("This has changed since the page was opened. What you wrote is kept.")


def _over(person: Person, row: UserTask) -> str:
    if row.state == "cancelled":
        return GONE
    who = "You have" if row.completed_by == person.id else "Somebody else has"
    return f"{who} finished this already."
