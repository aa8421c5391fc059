"""The forms as invented staff met them, in force and with a change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from web.studio.simulation.counts import Figures, Pair, Side, both, only

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """One of the answers offered: its words, those in force where they were others (else ""),
    and how often it was chosen."""

    words: str
    was: str
    chosen: Pair
    only: Side


@dataclass(frozen=True)
class Question:
    """A question: how often it was in view, and how often it was answered."""

    section: str
    words: str
    was: str
    asked: Pair
    answered: Pair
    only: Side
    answers: Sequence[Answer]

    @property
    def differs(self) -> bool:
        """Whether anything of it is otherwise: words, answers or numbers."""
        inner = any(one.was or one.only for one in self.answers)
        return bool(self.only or self.was or inner or self.asked.differs or self.answered.differs)


@dataclass(frozen=True)
class Sheet:
    """A form, and how often it was sent in."""

    key: str
    title: str
    sent: Pair
    only: Side
    questions: Sequence[Question]

    @property
    def differs(self) -> bool:
        """Whether anything of it is otherwise."""
        return bool(self.only or self.sent.differs or any(one.differs for one in self.questions))


def sheets(live: Figures, change: Figures) -> list[Sheet]:
    """Every form somebody sent in, those that differ first; [] of figures without any."""
    was, now = live.get("forms"), change.get("forms")
    if was is None or now is None:
        return []
    found = [_sheet(key, was.get(key, {}), now.get(key, {})) for key in both(was, now)]
    return sorted(found, key=lambda one: not one.differs)


def _sheet(key: str, was: Told, now: Told) -> Sheet:
    return Sheet(
        key,
        (now or was)["title"],
        Pair(was.get("sent"), now.get("sent")),
        only(was, now),
        tuple(_questions(was.get("questions", {}), now.get("questions", {}))),
    )


def _questions(was: Told, now: Told) -> Iterator[Question]:
    for place in both(was, now):
        before, after = was.get(place, {}), now.get(place, {})
        known = after or before
        yield Question(
            known["section"],
            known["words"],
            _other(before, after),
            Pair(before.get("asked"), after.get("asked")),
            Pair(before.get("answered"), after.get("answered")),
            only(before, after),
            tuple(_answers(before.get("options", {}), after.get("options", {}))),
        )


def _answers(was: Told, now: Told) -> Iterator[Answer]:
    for value in both(was, now):
        before, after = was.get(value, {}), now.get(value, {})
        chosen = Pair(before.get("chosen"), after.get("chosen"))
        words = (after or before)["words"]
        yield Answer(words, _other(before, after), chosen, only(before, after))


def _other(was: Told, now: Told) -> str:
    """The words in force, where the change has others for the same."""
    return str(was["words"]) if was and now and was["words"] != now["words"] else ""
