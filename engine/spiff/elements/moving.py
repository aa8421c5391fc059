"""Data in and out of an activity: its own variables while it lives, and copies at either end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.spiff.drawing.diagram import Data, Transfer
from engine.spiff.elements.nodes import ask, write
from engine.spiff.tokens import Token


def take_in(token: Token, data: Data) -> None:
    """Give the activity variables of its own, filled with what is copied in.

    What is not there is null: nothing waits for data. Raises ExpressionFailed.
    """
    token.data = token.outside
    token.internal_data.pop("own", None)
    own: dict[str, Any] = dict.fromkeys(data.own)
    for transfer in data.inputs:
        own.update(_values(token, transfer))
    token.data = token.data.new_child(own)
    token.internal_data["own"] = 1


def give_out(token: Token, data: Data) -> None:
    """Copy out what the activity leaves, once, and forget what was its own.

    An output that has no value is not copied.
    """
    if "own" not in token.internal_data:
        return
    found: dict[str, Any] = {}
    for transfer in data.outputs:
        plain = not (transfer.transformation or transfer.assignments)
        found |= {n: v for n, v in _values(token, transfer) if v is not None or not plain}
    token.data = token.outside
    del token.internal_data["own"]
    write(token, found)


def _values(token: Token, transfer: Transfer) -> Iterator[tuple[str, Any]]:
    if transfer.stored:
        return
    for text, name in transfer.assignments:
        if text is not None and name is not None:
            yield name, ask(token, text)
    if transfer.target is None or transfer.assignments:
        return
    if transfer.transformation:
        yield transfer.target, ask(token, transfer.transformation)
    elif transfer.sources:
        yield transfer.target, _value(token, transfer.sources[0])


def _value(token: Token, name: str | None) -> Any:
    shared = token.workflow.top_workflow.variables
    return token.data.get(name or "", shared.get(name or ""))
