"""All decisions of a bundle, which may require one another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from engine.decisions.errors import DecisionRefused
from engine.decisions.model import Decision, Table
from engine.expressions.checking import reserved_names
from engine.expressions.texts import words


class Decisions(Mapping[str, Decision]):
    """Decisions by id. Every requirement is there and none goes round in a circle."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_id: dict[str, Decision] = {}
        for decision in decisions:
            self._add(decision)
        self._mentioned: dict[str, frozenset[str]] = {}
        for id in self._by_id:
            self._check(id, ())

    def __getitem__(self, id: str) -> Decision:
        return self._by_id[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def with_required(self, id: str) -> list[Decision]:
        """The decision and all it requires, directly or not, each once."""
        found: dict[str, Decision] = {}
        waiting = [id]
        while waiting:
            one = self._by_id[waiting.pop()]
            if one.id not in found:
                found[one.id] = one
                waiting.extend(one.requires)
        return list(found.values())

    def mentioned(self, id: str) -> frozenset[str]:
        """Every word in the decision and what it requires that could name a variable."""
        if id not in self._mentioned:
            texts = [text for one in self.with_required(id) for text in texts_of(one)]
            found: frozenset[str] = frozenset().union(*map(words, texts))
            self._mentioned[id] = found - reserved_names()
        return self._mentioned[id]

    @cached_property
    def message(self) -> tuple[str, str]:
        """A key for this very set, and the JSON that makes it known to a machine under that key."""
        decisions = [_plain(decision) for decision in self._by_id.values()]
        key = hashlib.sha256(json.dumps(decisions).encode()).hexdigest()
        return key, json.dumps({"door": "decisions", "key": key, "decisions": decisions})

    def _add(self, decision: Decision) -> None:
        other = self._by_id.get(decision.id)
        if other is not None:
            raise DecisionRefused(
                decision.file,
                decision.id,
                f"There is a decision of the same id in {other.file}.",
                "Give one of them another id.",
            )
        self._by_id[decision.id] = decision

    def _check(self, id: str, path: tuple[str, ...]) -> None:
        decision = self._by_id[id]
        if id in path:
            raise DecisionRefused(
                decision.file,
                id,
                f"The decisions require one another in a circle: {' needs '.join([*path, id])}.",
                "Remove one of the arrows.",
            )
        for needed in decision.requires:
            if needed not in self._by_id:
                raise DecisionRefused(
                    decision.file,
                    id,
                    f"It requires the decision {needed}, which is not there.",
                    "Add that decision or remove the arrow.",
                )
            self._check(needed, (*path, id))


@lru_cache(maxsize=4096)
def texts_of(decision: Decision) -> tuple[str, ...]:
    """Every expression and cell of a decision."""
    if decision.table is None:
        return (decision.text or "",)
    table = decision.table
    columns = [text for one in table.inputs for text in (one.text, one.values)]
    columns += [text for one in table.outputs for text in (one.values, one.default)]
    cells = [text for rule in table.rules for text in (*rule.inputs, *rule.outputs)]
    return tuple(text for text in (*columns, *cells) if text is not None)


def _plain(decision: Decision) -> dict[str, object]:
    return {
        "id": decision.id,
        "variable": decision.variable,
        "requires": decision.requires,
        "text": decision.text,
        "table": _plain_table(decision.table) if decision.table else None,
    }


def _plain_table(table: Table) -> dict[str, object]:
    return {
        "policy": table.policy,
        "aggregation": table.aggregation,
        "inputs": [{"text": one.text, "values": one.values} for one in table.inputs],
        "outputs": [
            {"name": one.name, "values": one.values, "byDefault": one.default}
            for one in table.outputs
        ],
        "rules": [
            {
                "id": rule.id,
                "number": rule.number,
                "note": rule.note,
                "inputs": rule.inputs,
                "outputs": rule.outputs,
            }
            for rule in table.rules
        ],
    }
