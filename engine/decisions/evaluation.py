"""Working decisions out: a whole decision, with what it requires, in one call into the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from engine.decisions.collection import Decisions
from engine.decisions.errors import DecisionFailed
from engine.decisions.model import Decision, Matched, Outcome
from engine.expressions import Settings, UnsafeValue, machine
from engine.expressions.texts import Clock
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
    return decide(decisions, decision_id, variables, settings, standard=settings.standard)


def decide(
    decisions: Decisions | Iterable[Decision],
    decision_id: str,
    variables: Variables,
    settings: Settings,
    *,
    standard: bool = True,
) -> Outcome:
    """The outcome of a decision, by id.

    With `standard` whatever goes wrong inside gives null, as the DMN standard wants, and the
    outcome's notes say where and why; without, it is a DecisionFailed.
    """
    known = decisions if isinstance(decisions, Decisions) else Decisions(decisions)
    if decision_id not in known:
        raise DecisionFailed(decision_id, ["there is no such decision"])
    given = known.given(decision_id, variables)
    how = replace(settings, standard=standard)
    clock = known.clock(decision_id)
    answer = _answer(known, known.key(decision_id), decision_id, given, how, clock)
    rules = tuple(Matched(one["number"], one["id"], one["note"]) for one in answer["rules"])
    try:
        value = from_json(answer["value"], settings.zone)
    except (ValueError, OverflowError):
        reason = "its value holds a date that is not between the years 1 and 9999"
        raise DecisionFailed(decision_id, [reason]) from None
    return Outcome(value, rules, tuple(answer["notes"]))


def raw_answer(
    known: Decisions, key: str, variables: Variables, settings: Settings
) -> tuple[object, list[str]]:
    """What the kernel answers by the standard for an element by its key, as JSON with tags."""
    answer = _answer(known, key, key, variables, replace(settings, standard=True))
    return answer["value"], answer["notes"]


def _answer(
    known: Decisions,
    key: str,
    id: str,
    given: Variables,
    settings: Settings,
    clock: Clock = "instant",
) -> Any:
    told = known.message
    about = {"key": told[0], "id": key}
    try:
        return machine.run("decide", given, settings, decisions=told, clock=clock, **about)
    except machine.LimitReached as limit:
        raise DecisionFailed(id, [limit.reason]) from None
    except machine.Refused as refused:
        raise DecisionFailed(refused.text or id, [refused.reason], refused.at) from None
    except UnsafeValue as unsafe:
        raise DecisionFailed(id, [unsafe.reason]) from None
