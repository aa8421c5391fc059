"""What is wrong with the names in a text of a bundle, found without filling it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

Known = Mapping[str, frozenset[str] | None]
Wrong = tuple[int, str, str]


def unreadable(environment: Environment, text: str) -> list[Wrong]:
    """Line, sentence and remedy when the text cannot be read or uses an unknown filter."""
    try:
        environment.compile(text)
    except TemplateSyntaxError as error:
        return [(error.lineno, _sentence(error), "Correct that line.")]
    return []


def unknown(environment: Environment, text: str, known: Known) -> Iterator[Wrong]:
    """The same for each unknown name of a readable text. `known` gives the names it may use, each
    with the names that may follow after a dot, or None where these are not known beforehand."""
    tree = environment.parse(text)
    strange = meta.find_undeclared_variables(tree) - set(known)
    for name in tree.find_all(nodes.Name):
        if name.name in strange:
            yield name.lineno, *_unknown(name.name, known)
    for after in tree.find_all(nodes.Getattr):
        allowed = known.get(after.node.name) if isinstance(after.node, nodes.Name) else None
        if allowed is not None and after.attr not in allowed:
            yield after.lineno, *_unknown(after.attr, allowed)


def _sentence(error: TemplateSyntaxError) -> str:
    return f"It cannot be read: {(error.message or 'a mistake').rstrip('.')}."


def _unknown(name: str, known: Known | frozenset[str]) -> tuple[str, str]:
    near = get_close_matches(name, sorted(known), n=1)
    remedy = (
        f"Write {near[0]}." if near else f"Known here: {', '.join(sorted(known)) or 'nothing'}."
    )
    return f"There is no “{name}”.", remedy
