"""What is wrong with decisions before they are run, with the remedy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from engine import expressions
from engine.decisions.collection import Decisions
from engine.decisions.elements import Found, key_of, paths_to
from engine.decisions.message import typed_in, view_of
from engine.decisions.model import InputData
from engine.decisions.naming import types_named
from engine.decisions.places import Place, places
from engine.expressions import Vocabulary
from engine.expressions.machine import LimitReached
from engine.expressions.texts import IDENTIFIER

Problem = tuple[str, str, str]
# A text takes about a millisecond to judge.
MOST_TEXTS = 3_000
SPLIT = "Use fewer rules, or split the bundle."


def check(decisions: Decisions, names: Collection[str] | None = None) -> list[Problem]:
    """Problems of every cell and expression, as (element id, sentence, remedy).

    `names` are the variables known where the decisions are used, besides those of required
    elements; None means that unknown names are not judged.
    """
    try:
        words = decisions.words
    except LimitReached as limit:
        return [(id, f"The decisions cannot be read: {limit.reason}.", SPLIT) for id in decisions]
    found: list[Problem] = []
    texts: set[str] = set()
    for one in decisions.elements:
        if len(texts) <= MOST_TEXTS:
            found += _problems(decisions, one, names, words.get(key_of(*one), {}), texts)
    return found


def _problems(
    decisions: Decisions,
    found: Found,
    names: Collection[str] | None,
    words: Mapping[str, Mapping[str, object]],
    texts: set[str],
) -> Iterator[Problem]:
    element, model = found
    yield from _types(decisions, found)
    needed = list(decisions.elements.needs(element, model))
    yield from _hidden(needed, found)
    seen = frozenset(path[0] for one in needed for path in paths_to(*one, model))
    types = view_of(model, decisions.elements)
    for place in places(element, seen):
        texts.add(place.text)
        if len(texts) > MOST_TEXTS:
            yield element.id, f"There are more than {MOST_TEXTS:,} different texts.", SPLIT
            return
        more = Vocabulary(words.get(place.text, {}), place.names or (), types)
        judged = None if names is None or place.names is None else {*names, *place.names}
        yield from _of(place, judged, more)


def _hidden(needed: list[Found], by: Found) -> Iterator[Problem]:
    """Names of required elements that mean something else in the language."""
    for element, model in needed:
        [name, *_] = paths_to(element, model, by[1])[0]
        sentence = expressions.check_name(name) if IDENTIFIER.match(name) else None
        if sentence:
            what = "input" if isinstance(element, InputData) else "decision"
            yield (
                element.id,
                f"Its variable: {sentence}.",
                f"Give the {what} another variable name.",
            )


def _types(decisions: Decisions, found: Found) -> Iterator[Problem]:
    element, model = found
    typed = typed_in(model, decisions.elements.models.values())
    for name in sorted(types_named(element)):
        if typed(name) is None:
            yield element.id, f'There is no type "{name}".', "Define the type or choose another."


def _of(place: Place, known: Collection[str] | None, more: Vocabulary) -> Iterator[Problem]:
    where = place.where
    for sentence in expressions.check(place.text, known, kind=place.kind, vocabulary=more):
        yield place.element, f"{where}: {sentence}.", f"Change {where[0].lower()}{where[1:]}."
