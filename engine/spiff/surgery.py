"""Operations on a running instance by hand: what an administrator does to its tokens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from SpiffWorkflow.util.task import TaskState

from engine.errors import OperationRefused
from engine.expressions import check_value
from engine.spiff import places, steps
from engine.spiff.elements.activities import ServiceTask
from engine.spiff.elements.catching import Catching
from engine.spiff.elements.gateways import Exclusive, Inclusive
from engine.spiff.elements.joins import let_go
from engine.spiff.elements.nodes import write
from engine.spiff.elements.people import UserTask
from engine.spiff.elements.subprocesses import SubProcess
from engine.spiff.instance import Instance
from engine.spiff.tokens import Token

FREE = TaskState.READY | TaskState.WAITING | TaskState.STARTED | TaskState.ERROR


class Surgery:
    """What `Execution` can do to itself by hand. After each comes `run()`.

    Every method raises OperationRefused, with the remedy, before anything is changed.
    """

    _instance: Instance

    def skip(self, task_id: UUID, given: Mapping[str, Any]) -> None:
        """Go on as if the element there were done.

        `given` is what it would have given: a user task's {answers, submission, by, at}, a
        service's outputs, a message's payload, else variables to set.
        """
        token = places.open_at(self._instance, task_id)
        spec: Any = token.task_spec
        check_value(_plain(given), "what is given instead")
        if "flow" in token.internal_data and token.state == TaskState.FUTURE:
            let_go(token)
        elif isinstance(spec, Catching) and token.state == TaskState.WAITING:
            spec.fire(token, dict(given))
        else:
            _finish(token, given)

    def move(self, task_id: UUID, element_id: str) -> UUID:
        """Take the token away and put one on another element of the same scope, or of one around
        it; what hung on it ends. Gives the id of the new position."""
        token = places.open_at(self._instance, task_id)
        at, node = places.goal(token, element_id)
        moved = Token(at.workflow, node, data=at.outside)
        at.cancel()
        moved.enter()
        return moved.id

    def go_back(self, element_id: str) -> list[UUID]:
        """Reopen an earlier user task: every token behind it ends, and one is put on it.

        Gives the positions that ended.
        """
        node, ended = places.behind(self._instance, element_id)
        scope, data = ended[0].workflow, ended[0].outside
        opened = Token(scope, node, data=data)
        for token in ended:
            token.cancel()
        opened.enter()
        return [token.id for token in ended]

    def change_variables(self, changes: Mapping[str, Any]) -> None:
        """Set variables of the instance. Raises UnsafeValue."""
        check_value(dict(changes), "the variables to change")
        self._instance.variables.update(changes)
        self._instance.changed = True

    def change_due(self, task_id: UUID, due: datetime) -> None:
        """Move an armed timer, or the date by which a user task is asked for."""
        token = places.open_at(self._instance, task_id)
        if "due" in token.internal_data and token.state == TaskState.WAITING:
            token.internal_data["due"] = due
        elif isinstance(token.task_spec, UserTask) and token.state == TaskState.READY:
            token.internal_data["asked"] = {**token.internal_data["asked"], "due": due}
        else:
            raise OperationRefused(
                "There is neither a timer nor a user task here.", "Choose one that has a date."
            )

    def complete_as(self, task_id: UUID, results: Mapping[str, Any]) -> None:
        """Complete a user task with results that are known: no answers are asked for."""
        token = places.open_at(self._instance, task_id)
        write(token, results)
        token.complete()

    def which_of(self, task_id: UUID) -> str:
        """Which instance of a loop it is, counted from 1; "" when it is of none."""
        token = self._instance.index[task_id]
        return str(token.data.get("loopCounter", ""))

    def advance(self) -> None:
        """`run` where no people are who could be offered anything: in memory."""
        steps.run(self._instance)

    def turn_clock(self, now: datetime) -> None:
        """Let expressions and timers see this instant, with no saving in between: where an
        instance is played in memory."""
        self._instance.script_engine.turn(now)

    def put_off(self, by: timedelta) -> None:
        """Move every armed timer by that much: the time the instance was suspended."""
        for token in self._instance.index.values():
            if token.state == TaskState.WAITING and "due" in token.internal_data:
                token.internal_data["due"] += by


def _finish(token: Token, given: Mapping[str, Any]) -> None:
    spec: Any = token.task_spec
    if isinstance(spec, Exclusive | Inclusive) or not token.state & FREE:
        raise OperationRefused(
            "This cannot be skipped: it chooses between ways.", "Move the token to the right one."
        )
    token.internal_data.pop("problem", None)
    if isinstance(spec, UserTask):
        spec.submit(token, given)
        return
    if isinstance(spec, SubProcess):
        spec.leave_inside(token)
    if isinstance(spec, ServiceTask):
        spec.keep(token, given)
    else:
        write(token, given)
    token.complete()


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    return dict(given.get("answers", given))
