"""What people, services and the outside world say in a rehearsal, written down beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from engine.errors import PlumblineError
from engine.expressions import check_value
from engine.spiff import moment_after

OUTSIDE: Mapping[str, Literal["message", "signal"]] = {"messages": "message", "signals": "signal"}
WRAPPED = frozenset({"answers", "after", "by"})


class AnswersUnreadable(PlumblineError):
    """The answers of a rehearsal are not in the shape README.md describes."""


@dataclass(frozen=True)
class Answer:
    """What one occurrence of an element is answered, how long after it was reached, by whom."""

    values: Mapping[str, Any]
    after: str = "PT0S"
    by: str = "rehearsal"


@dataclass(frozen=True)
class FromOutside:
    """A message or signal that comes from outside, `after` the beginning."""

    kind: Literal["message", "signal"]
    name: str
    key: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    after: str = "PT0S"


class Answers:
    """Answers by element id, taken one after the other. Raises AnswersUnreadable, UnsafeValue."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        check_value(dict(given), "the answers")
        self.outside = [one for word in OUTSIDE for one in _outside(word, given.get(word, []))]
        self._always: dict[str, Answer] = {}
        self._next: dict[str, Iterator[Answer]] = {}
        for element, said in given.items():
            if element not in OUTSIDE:
                self._learn(element, said)

    def _learn(self, element: str, said: Any) -> None:
        if isinstance(said, list):
            self._next[element] = iter([_answer(element, one) for one in said])
        else:
            self._always[element] = _answer(element, said)

    def take(self, element: str) -> Answer | None:
        """The answer of the next occurrence; None when there is none, or no more."""
        if element in self._always:
            return self._always[element]
        return next(self._next.get(element, iter(())), None)


def _answer(element: str, said: Any) -> Answer:
    if not isinstance(said, dict):
        raise AnswersUnreadable(f'The answer of "{element}" is not a JSON object.')
    if "answers" not in said or not said.keys() <= WRAPPED:
        return Answer(said)
    if not isinstance(said["answers"], dict):
        raise AnswersUnreadable(f'The "answers" of "{element}" are not a JSON object.')
    return Answer(said["answers"], _span(said), str(said.get("by", "rehearsal")))


def _outside(word: str, said: Any) -> Iterator[FromOutside]:
    for one in said if isinstance(said, list) else [said]:
        payload = one.get("payload", {}) if isinstance(one, dict) else None
        if not isinstance(payload, dict) or not isinstance(one.get("name"), str):
            raise AnswersUnreadable(
                f'Each entry of "{word}" needs a name, and an object as payload.'
            )
        yield FromOutside(OUTSIDE[word], one["name"], str(one.get("key", "")), payload, _span(one))


def _span(said: Mapping[str, Any]) -> str:
    text = str(said.get("after", "PT0S"))
    moment_after(text, datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC")), "UTC")
    return text
