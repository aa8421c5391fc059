"""Working decisions out: a whole decision, with what it requires, in one call into the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.decisions.collection import Decisions
from engine.decisions.errors import DecisionFailed
from engine.decisions.model import Decision, Matched, Outcome
from engine.expressions import Settings, UnsafeValue, machine
from engine.expressions.values import from_json

Variables = Mapping[str, object]


def evaluate(
    decisions: Decisions | Iterable[Decision],
    decision_id: str,
    variables: Variables,
    settings: Settings,
) -> object:
    """The value of a decision; DecisionFailed when there is none such or it cannot be worked out.

    One output column gives its value, several a record. COLLECT without aggregation, RULE ORDER
    and OUTPUT ORDER give a list, empty when no rule applies; the others give None then, COUNT 0.
    """
    return explain(decisions, decision_id, variables, settings).value


def explain(
    decisions: Decisions | Iterable[Decision],
    decision_id: str,
    variables: Variables,
    settings: Settings,
) -> Outcome:
    """The value of a decision with the rules of its own table that gave it."""
    known = decisions if isinstance(decisions, Decisions) else Decisions(decisions)
    if decision_id not in known:
        raise DecisionFailed(decision_id, ["there is no such decision"])
    answer = _answer(known, decision_id, variables, settings)
    rules = tuple(Matched(one["number"], one["id"], one["note"]) for one in answer["rules"])
    return Outcome(from_json(answer["value"], settings.zone), rules)


def _answer(known: Decisions, id: str, variables: Variables, settings: Settings) -> Any:
    named = {name: variables[name] for name in known.mentioned(id) if name in variables}
    key, message = known.message
    try:
        return machine.run("decide", named, settings, decisions=(key, message), key=key, id=id)
    except machine.LimitReached as limit:
        raise DecisionFailed(id, [limit.reason]) from None
    except machine.Refused as refused:
        raise DecisionFailed(refused.text or id, [refused.reason], refused.at) from None
    except UnsafeValue as unsafe:
        raise DecisionFailed(id, [unsafe.reason]) from None
