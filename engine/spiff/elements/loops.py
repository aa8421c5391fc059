"""Activities that run several times: for each item of a list, so often, or while it holds."""

from __future__ import annotations

from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.errors import PlumblineError
from engine.spiff.drawing.diagram import Loop as Drawing
from engine.spiff.elements.activities import Activity
from engine.spiff.elements.behaviours import told
from engine.spiff.elements.nodes import Node, ask, write
from engine.spiff.tokens import GONE, Token

MOST_INSTANCES = 1000


class LoopRefused(PlumblineError):
    """What a loop is to run over is not a list, or there is too much of it."""


class Loop(Activity):
    """Holds one token of `body` for each instance. Results are kept in the order of the list."""

    visible = False
    body: Node

    @property
    def loop(self) -> Drawing:
        """How it is drawn."""
        assert self.drawn.loop is not None
        return self.drawn.loop

    def _update_hook(self, token: Token) -> bool:
        items = self._items(token)
        token.internal_data.update(total=len(items), begun=0, done=0, outputs=[None] * len(items))
        if not items:
            return True
        token._set_state(TaskState.STARTED)
        if self.loop.kind == "parallel":
            self._spawn_all(token, items)
        else:
            token.internal_data["items"] = items
            self._spawn(token, items[0])
        return False

    def _items(self, token: Token) -> list[Any]:
        loop = self.loop
        value = ask(token, loop.collection or loop.cardinality or "null")
        if loop.cardinality is not None:
            value = list(range(1, int(value) + 1)) if _count(value) else None
        if not isinstance(value, list) or len(value) > MOST_INSTANCES:
            what = "a number from 0" if loop.cardinality else "a list"
            raise LoopRefused(f"The loop needs {what}, of at most {MOST_INSTANCES} instances.")
        return value

    def _spawn_all(self, token: Token, items: list[Any]) -> None:
        for item in items:
            if token.workflow.top_workflow.is_full():
                return
            self._spawn(token, item)

    def _spawn(self, token: Token, item: Any) -> None:
        data = token.internal_data
        data["begun"] += 1
        local = {"loopCounter": data["begun"]}
        if self.loop.output_item:
            local[self.loop.output_item] = None
        if self.loop.item:
            local[self.loop.item] = item
        child = token.hold(self.body, token.data.new_child(local))
        child.internal_data["place"] = data["begun"] - 1
        child.enter()

    def held_done(self, token: Token, held: Token) -> None:
        """One instance has completed: keep its result, throw what it is to throw, and go on."""
        data = token.internal_data
        data["done"] += 1
        data["fresh"] = data.get("fresh", 0) + 1
        if self.loop.output_item:
            data["outputs"][held.internal_data["place"]] = held.data.get(self.loop.output_item)
        data["last"] = dict(held.data)
        self.again(token)

    def again(self, token: Token) -> None:
        """Ask the conditions, which see the last instance's own variables and the counts."""
        try:
            self._throw(token)
            if token.state & GONE:
                return
            stop = self._enough(token, token.internal_data["last"])
        except PlumblineError as error:
            token.fail(error, "again")
            return
        token._set_state(TaskState.STARTED)
        if stop:
            token.complete()
        elif self.loop.kind != "parallel":
            self._next(token)

    def _throw(self, token: Token) -> None:
        """Throw each event once, also when a later one fails and all this is done again."""
        data = token.internal_data
        due = data.setdefault("due", [])
        while data.get("fresh"):
            due += self._chosen(token)
            data["fresh"] -= 1
        while due and not token.state & GONE:
            event = self.loop.throws[due[0]].event
            assert event is not None
            told(token, self.drawn, event)
            due.pop(0)

    def _chosen(self, token: Token) -> list[int]:
        data = token.internal_data
        first, last = data["done"] == data["fresh"], data["last"]
        return [
            place
            for place, thrown in enumerate(self.loop.throws)
            if (first or not thrown.first_only)
            and (thrown.condition is None or self._holds(token, thrown.condition, last))
        ]

    def _next(self, token: Token) -> None:
        data = token.internal_data
        items = data.get("items")
        self._spawn(token, items[data["begun"]] if items else None)

    def _enough(self, token: Token, last: dict[str, Any]) -> bool:
        data = token.internal_data
        condition = self.loop.condition
        if data["done"] >= data["total"]:
            return True
        return condition is not None and self._holds(token, condition, last)

    def _holds(self, token: Token, condition: str, last: dict[str, Any]) -> bool:
        return bool(ask(token, condition, bool, **{**last, **_counts(token.internal_data)}))

    def finish(self, token: Token) -> None:
        if self.loop.output:
            write(token, {self.loop.output: token.internal_data["outputs"]})
        super().finish(token)


def _counts(data: dict[str, Any]) -> dict[str, int]:
    return {
        "numberOfInstances": data["total"],
        "numberOfActiveInstances": data["begun"] - data["done"],
        "numberOfCompletedInstances": data["done"],
        "numberOfTerminatedInstances": 0,
    }


def _count(value: Any) -> bool:
    whole = isinstance(value, int | float) and not isinstance(value, bool)
    return whole and value == int(value) and 0 <= value <= MOST_INSTANCES
