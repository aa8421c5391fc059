"""Values to try a text of a bundle on, invented from how the text itself uses its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import Environment, nodes

DAY = date(2026, 12, 24)
NUMBER = 3
LISTED = frozenset({"length", "join", "first", "last", "sort", "unique", "sum", "groupby"})
RECKONED = frozenset({"round", "abs", "int", "float"})
MEMBER = "*"
Path = tuple[str, ...]
Names = Mapping[str, Path]


@dataclass
class Use:
    """How a name is used: `kinds` among day, list and number, the `words` it is compared with,
    and what is asked of it."""

    kinds: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    parts: dict[str, Use] = field(default_factory=dict)

    def at(self, path: Path) -> Use:
        """The use of what a path leads to; noted from now on."""
        here = self
        for name in path:
            here = here.parts.setdefault(name, Use())
        return here


def invented(environment: Environment, texts: Iterable[str], name: str) -> Any:
    """A value for `name` that suits every use of it in these readable texts: a record of days,
    numbers, lists of two and, where nothing is known, its own name in brackets."""
    found = _used(environment, tuple(texts)).parts.get(name, Use())
    return _value(found, name) if found.parts or found.kinds else {}


@lru_cache(maxsize=256)
def _used(environment: Environment, texts: tuple[str, ...]) -> Use:
    whole = Use()
    for text in texts:
        _read(environment.parse(text), {}, whole)
    return whole


def _read(node: nodes.Node, names: Names, whole: Use) -> None:
    if isinstance(node, nodes.For):
        _loop(node, names, whole)
        return
    _note(node, names, whole)
    for inner in node.iter_child_nodes():
        _read(inner, names, whole)


def _loop(node: nodes.For, names: Names, whole: Use) -> None:
    path = _path(node.iter, names)
    inside = dict(names)
    if path is not None:
        whole.at(path).kinds.add("list")
        if isinstance(node.target, nodes.Name):
            inside[node.target.name] = (*path, MEMBER)
    _read(node.iter, names, whole)
    for part in (*node.body, *node.else_, *([node.test] if node.test else [])):
        _read(part, inside, whole)


def _note(node: nodes.Node, names: Names, whole: Use) -> None:
    path = _path(node, names)
    if path is not None:
        whole.at(path)
    if isinstance(node, nodes.Filter) and node.node is not None:
        _mark(node.node, _kind(node.name), names, whole)
    elif isinstance(node, nodes.Compare):
        _compared(node, names, whole)
    elif isinstance(node, nodes.BinExpr) and not isinstance(node, nodes.And | nodes.Or):
        for side in (node.left, node.right):
            _mark(side, "number", names, whole)


def _compared(node: nodes.Compare, names: Names, whole: Use) -> None:
    sides = [node.expr, *(one.expr for one in node.ops)]
    if any(one.op in ("in", "notin") for one in node.ops):
        _mark(sides[1], "list", names, whole)
    values = [value for side in sides if (value := _constant(side)) is not None]
    for path in (_path(side, names) for side in sides):
        if path is not None:
            use = whole.at(path)
            use.words += [value for value in values if isinstance(value, str)]
            use.kinds |= {"number" for value in values if type(value) in (int, float)}


def _mark(node: nodes.Node, kind: str, names: Names, whole: Use) -> None:
    path = _path(node, names)
    if path is not None and kind:
        whole.at(path).kinds.add(kind)


def _kind(filter_name: str) -> str:
    if filter_name in LISTED:
        return "list"
    return "number" if filter_name in RECKONED else "day" if filter_name == "day" else ""


def _hands_on(filter_name: str) -> bool:
    """Whether a filter gives what it was given; the sandbox's own, which count, begin with _."""
    return filter_name in ("sort", "unique") or filter_name.startswith("_")


def _constant(node: nodes.Node) -> object:
    if isinstance(node, nodes.Filter) and node.node is not None and _hands_on(node.name):
        return _constant(node.node)
    return node.value if isinstance(node, nodes.Const) else None


def _path(node: nodes.Node, names: Names) -> Path | None:
    """Where a plain name, or what follows it after dots, leads; through filters too."""
    if isinstance(node, nodes.Name):
        return names.get(node.name, (node.name,))
    if isinstance(node, nodes.Getattr):
        above = _path(node.node, names)
        return None if above is None else (*above, node.attr)
    if isinstance(node, nodes.Filter) and node.node is not None and _hands_on(node.name):
        return _path(node.node, names)
    return None


def _value(use: Use, name: str) -> Any:
    if "list" in use.kinds:
        member = use.parts.get(MEMBER, Use())
        return use.words or [_value(member, name)] * 2
    if use.parts:
        return {key: _value(part, key) for key, part in use.parts.items()}
    if "day" in use.kinds:
        return DAY
    if "number" in use.kinds:
        return NUMBER
    return use.words[0] if use.words else f"[{name.replace('_', ' ')}]"
