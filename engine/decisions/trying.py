"""Trying a decision by hand: what it asks for, as plain fields, and the words typed as values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine import expressions
from engine.decisions.collection import Decisions
from engine.decisions.evaluation import explain
from engine.decisions.logic import Table
from engine.decisions.model import Decision, Outcome
from engine.decisions.places import places
from engine.expressions import ExpressionFailed, Settings
from engine.expressions.texts import Kind

QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
PATH = re.compile(r"(?<![\w.\])])[^\W\d]\w*(?:\s*\.\s*[^\W\d]\w*)*")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_LETTERS = 2_000
Names = frozenset[str]


@dataclass(frozen=True)
class Asked:
    """Something a decision looks at: a variable, or an entry of one ("case.category")."""

    path: str
    type: str


class WordsRefused(ValueError):
    """Words that are no value; `path` says which field, `str()` what is wrong."""

    def __init__(self, path: str, sentence: str) -> None:
        self.path = path
        super().__init__(sentence)


def asked(decisions: Decisions, id: str, known: Mapping[str, object]) -> list[Asked]:
    """What has to be given to try the decision, in the order in which it looks at it.

    What it requires of other decisions is worked out, and names in `known` are given already.
    """
    reached = decisions.with_required(id)
    worked_out = {one.variable for one in reached} | {a for one in reached for a in one.aliases}
    worked_out = (worked_out - {decisions[id].variable}) | known.keys()
    found: dict[str, str] = {}
    for one in reached:
        for path, type_ in _paths(one):
            if path.split(".")[0] not in worked_out:
                found[path] = found.get(path) or type_
    whole = [path for path in found if not any(o.startswith(f"{path}.") for o in found)]
    return [Asked(path, found[path]) for path in whole]


def given(
    fields: Sequence[Asked], words: Mapping[str, str], settings: Settings
) -> dict[str, object]:
    """The variables that these words make; what is left empty is null. Raises WordsRefused."""
    made: dict[str, object] = {}
    for field in fields:
        *above, last = field.path.split(".")
        place = made
        for name in above:
            inner = place.setdefault(name, {})
            place = inner if isinstance(inner, dict) else place
        place[last] = _value(field, words.get(field.path, "").strip(), settings)
    return made


def tried(
    decisions: Decisions,
    id: str,
    words: Mapping[str, str],
    known: Mapping[str, object],
    at: Settings,
) -> Outcome:
    """The outcome for these words. Raises WordsRefused and DecisionFailed."""
    variables = given(asked(decisions, id, known), words, at)
    return explain(decisions, id, {**known, **variables}, at)


def _paths(decision: Decision) -> Iterator[tuple[str, str]]:
    """Every path of names that the texts mention, columns first, which know their type."""
    table = decision.logic if isinstance(decision.logic, Table) else None
    for column in table.inputs if table else ():
        for path in paths_of(column.text):
            yield path, (column.type or "") if path == column.text else ""
    for place in places(decision, frozenset()):
        for path in paths_of(place.text, place.kind, place.names or frozenset()):
            yield path, ""


def paths_of(text: str, kind: Kind = "expression", own: Names = frozenset()) -> list[str]:
    """The paths of a text that begin with a name from outside; none when it cannot be read."""
    try:
        names = expressions.names_used(text, kind=kind) - own
    except ExpressionFailed:
        return []
    plain = (re.sub(r"\s+", "", path) for path in PATH.findall(QUOTED.sub('""', text)))
    return [path for path in plain if path.split(".")[0] in names]


def _value(field: Asked, words: str, settings: Settings) -> object:
    if not words or words == "null":
        return None
    if len(words) > MOST_LETTERS:
        raise WordsRefused(field.path, f"{field.path} is longer than {MOST_LETTERS:,} characters")
    if field.type == "string":
        return words.strip('"')
    if DAY.fullmatch(words):
        words = f'date("{words}")'
    try:
        return expressions.evaluate(words, {}, settings)
    except ExpressionFailed:
        if field.type in ("", "Any"):
            return words
    kind = {"boolean": "true or false", "number": "a number", "date": "a date like 2026-12-24"}
    wanted = kind.get(field.type, f"a value of the type {field.type}")
    raise WordsRefused(field.path, f"{field.path} must be {wanted}")
