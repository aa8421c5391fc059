"""What a scenario names: elements, processes, letters and questions, and at which step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["element", "process", "letter", "question"]
Step = Mapping[str, Any]
ACTED: Mapping[str, Kind] = {
    "submit": "element",
    "offer": "element",
    "service": "element",
    "request": "process",
    "begin": "process",
}
LISTED = ("open", "services", "offered", "reached", "not_reached", "activities")


@dataclass(frozen=True)
class Named:
    """One name, at a step (0: what is given); of a question, `of` is whose form asks it."""

    kind: Kind
    name: str
    step: int
    of: str = ""


def names(story: Mapping[str, Any]) -> Iterator[Named]:
    """Every name in a story that was read, in its order; what is no text is left out."""
    yield from _texts("process", [story.get("given", {}).get("process")], 0)
    for number, step in enumerate(story["step"], 1):
        yield from _acted(step, number)
        if isinstance(step.get("expect"), Mapping):
            yield from _expected(step["expect"], number)


def _acted(step: Step, number: int) -> Iterator[Named]:
    for word, kind in ACTED.items():
        yield from _texts(kind, [step.get(word)], number)
        answers = step.get("answers")
        if isinstance(step.get(word), str) and isinstance(answers, Mapping):
            for path in answers:
                yield Named("question", str(path).rpartition(".")[2], number, step[word])


def _expected(expected: Mapping[str, Any], number: int) -> Iterator[Named]:
    for word in LISTED:
        yield from _texts("element", _list(expected.get(word)), number)
    for word in ("timers", "shown"):
        yield from _texts("element", _table(expected.get(word)), number)
    for process, elements in _table(expected.get("waiting")).items():
        yield from _texts("process", [process], number)
        yield from _texts("element", _list(elements), number)
    yield from _texts("process", _table(expected.get("processes")), number)
    letters = [one.partition(" to ")[0] for one in _list(expected.get("letters"))]
    yield from _texts("letter", letters, number)


def _texts(kind: Kind, found: Any, number: int) -> Iterator[Named]:
    for one in found:
        if isinstance(one, str):
            yield Named(kind, one, number)


def _list(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
