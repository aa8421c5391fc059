"""What is wrong with the names in a text of a bundle, found without filling it in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

Known = Mapping[str, frozenset[str] | None]
Wrong = tuple[int, str, str]
MOST_KEPT = 512


@dataclass(frozen=True)
class Names:
    """The names of a readable text: those from `outside`, each `used` with its line, those `after`
    the dot of another (name, after, line), those it has `stored`, and the pages it `includes`."""

    outside: frozenset[str]
    used: tuple[tuple[str, int], ...]
    after: tuple[tuple[str, str, int], ...]
    stored: frozenset[str]
    includes: tuple[str, ...]


def unreadable(read: Callable[[str], object], text: str) -> list[Wrong]:
    """Line, sentence and remedy when `read` finds that the text cannot be read as a template."""
    try:
        read(text)
    except TemplateSyntaxError as error:
        return [(error.lineno, _sentence(error), "Correct that line.")]
    return []


@lru_cache(maxsize=MOST_KEPT)
def names(environment: Environment, text: str) -> Names:
    """The names of a readable text: most texts are as they were when they were checked last."""
    tree = environment.parse(text)
    found = list(tree.find_all(nodes.Name))
    return Names(
        frozenset(meta.find_undeclared_variables(tree)),
        tuple((one.name, one.lineno) for one in found),
        tuple(
            (one.node.name, one.attr, one.lineno)
            for one in tree.find_all(nodes.Getattr)
            if isinstance(one.node, nodes.Name)
        ),
        frozenset(one.name for one in found if one.ctx != "load"),
        tuple(page for page in meta.find_referenced_templates(tree) if page is not None),
    )


def unknown(environment: Environment, text: str, known: Known) -> Iterator[Wrong]:
    """The same for each unknown name of a readable text. `known` gives the names it may use, each
    with the names that may follow after a dot, or None where these are not known beforehand."""
    found = names(environment, text)
    strange = found.outside - set(known)
    for name, line in found.used:
        if name in strange:
            yield line, *_unknown(name, known)
    for name, after, line in found.after:
        allowed = known.get(name)
        if allowed is not None and after not in allowed:
            yield line, *_unknown(after, allowed)


def _sentence(error: TemplateSyntaxError) -> str:
    return f"It cannot be read: {(error.message or 'a mistake').rstrip('.')}."


def _unknown(name: str, known: Known | frozenset[str]) -> tuple[str, str]:
    near = get_close_matches(name, sorted(known), n=1)
    remedy = (
        f"Write {near[0]}." if near else f"Known here: {', '.join(sorted(known)) or 'nothing'}."
    )
    return f"There is no “{name}”.", remedy
