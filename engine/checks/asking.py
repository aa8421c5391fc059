"""What an editor asks while somebody types: the names that are known, and one text judged.

The words are those of the check of the whole bundle, because the same families say them; a place is
where a text stands in the editor, and `tests/engine/checks/test_asking.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from engine.bundle import Bundle
from engine.checks import expressions, parameters, safety, texts, variable_names
from engine.checks.standard.event_definitions import no_time
from engine.checks.subject import Subject
from engine.checks.texts import COUNTS, NONE, Kind, Text
from engine.checks.variables import keys, known
from engine.expressions.foreign import read
from engine.model import Finding
from engine.registry import Registry
from engine.spiff import Diagram, draw_file, is_literal, timer_refusals

Place = tuple[str, Kind, frozenset[str]]
DATES = ("timeDate", "timeDuration", "timeCycle")
PARAMETER = "parameter "
PROPERTIES = (*(one for each in texts.PROPERTIES.values() for one in each), *texts.OFFERED)
PLACES: Mapping[str, Place] = {
    **{name: (f"The property {name}", kind, extra) for name, kind, extra in PROPERTIES},
    **{name: ("The timer", "expression", frozenset({"fired"})) for name in DATES},
    "conditionExpression": ("The condition", "expression", NONE),
    "condition": ("The condition", "expression", NONE),
    "correlationKey": ("The correlation key", "expression", NONE),
    "startKey": ("The property correlationKey", "expression", texts.SUBMITTED),
    "script": ("The script", "context", NONE),
    "scriptValue": ("The script", "expression", NONE),
    "messagePayload": ("The message's payload", "context", NONE),
    "loopCardinality": ("What the loop runs over", "expression", NONE),
    "loopCondition": ("The loop's condition", "expression", COUNTS),
}
FORMAL = frozenset({*DATES, "conditionExpression", "condition", "loopCardinality", "loopCondition"})
CALLED = {"loopCondition": "completionCondition"}


@dataclass(frozen=True)
class Asking:
    """A bundle's diagrams, read once for the same files, and what may be named in them."""

    subject: Subject

    @classmethod
    def of(cls, bundle: Bundle) -> Asking:
        """Read the diagrams that can be read. Raises BundleRefused without a readable manifest."""
        _ = bundle.manifest
        unsafe = {finding.file for finding in safety.unsafe(bundle.files)}
        paths = [path for path in bundle.paths(".bpmn") if path not in unsafe]
        found = (_drawn(path, bundle.files[path]) for path in paths)
        readable = [diagram for diagram in found if diagram is not None]
        return cls(Subject(bundle, Registry(), readable, (), None, ()))

    def names(self, process: str) -> frozenset[str] | None:
        """The variables known in a process; None when that cannot be told."""
        graphs = (g for d in self.subject.diagrams for g in d.graphs if g.id == process)
        return next((known(self.subject, graph) for graph in graphs), None)

    def judge(self, process: str, place: str, text: str, *, apart: bool = False) -> list[Finding]:
        """What the check would say of a text at a place of PLACES, or at "parameter NAME".

        `apart`: it is asked where there is no instance yet. KeyError for an unknown place.
        """
        where, kind, extra = _place(place)
        one = Text("", where, text, kind, extra, apart)
        if place in DATES and (is_literal(text) or _no_time(place, text)):
            return [_finding(*told) for told in _no_time(place, text)]
        feel, found = _read(place, one)
        found += expressions.judged("", feel, self.names(process))
        found += [_finding(*told) for told in parameters.unknown(text, self.subject)]
        return list(dict.fromkeys((*found, *_named(one))))


def kind_of(place: str) -> Kind:
    """Whether an expression or a context is written there. KeyError for an unknown place."""
    return _place(place)[1]


def _place(place: str) -> Place:
    if place.startswith(PARAMETER):
        return f"The {place}", "expression", NONE
    return PLACES[place]


def _no_time(place: str, text: str) -> list[tuple[str, str]]:
    """The standard speaks for the gate where both would."""
    return list(no_time(place, text.strip())) or list(timer_refusals(place, text))


def _read(place: str, one: Text) -> tuple[Text, list[Finding]]:
    """The text as FEEL, with what the check says of texts in other languages."""
    reading = read(one.text.strip()) if place in FORMAL else None
    if reading is None or not (reading.refusal or reading.is_translated):
        return one, []
    name = CALLED.get(place, place)
    if reading.refusal:
        sentence = f"Its {name} cannot be read: {reading.refusal}."
        return one, [_finding(sentence, "Write the expression in FEEL.")]
    sentence = f"Its {name} is not FEEL: {reading.written} is read as {reading.feel}"
    advice = Finding("advice", "", "", sentence, f"Write: {reading.feel}")
    feel = Text(one.element, one.where, reading.feel, one.kind, one.extra, one.apart)
    return feel, [advice]


def _named(one: Text) -> Iterator[Finding]:
    for name in keys(one.text) if one.kind == "context" else ():
        sentence = variable_names.refused(name) if name else None
        if sentence is not None:
            yield _finding(sentence, variable_names.REMEDY)


def _finding(sentence: str, remedy: str) -> Finding:
    return Finding("error", "", "", sentence, remedy)


@lru_cache(maxsize=128)
def _drawn(path: str, content: bytes) -> Diagram | None:
    return draw_file(path, content)


__all__ = ["PARAMETER", "PLACES", "Asking", "kind_of"]
