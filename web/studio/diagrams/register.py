"""The policy's register made to agree with the clauses that the elements of a diagram name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

import tomlkit
from tomlkit.items import Array

from engine import clauses
from engine.bundle import Bundle
from engine.changes import ChangeRefused, Changes
from engine.clauses import FILE, Place, RegisterRefused

Named = Mapping[str, frozenset[str]]


def one_sided(bundle: Bundle, path: str) -> list[str]:
    """The clauses of the register that name other elements of this diagram than name them."""
    try:
        register = clauses.read(bundle)
    except RegisterRefused:  # a finding says so
        return []
    named = _named(bundle, path)
    own = _prefixes(bundle, path)
    found = register.clauses.values() if register else ()
    return [c.id for c in found if {*_own(c.by, own)} != {*named.get(c.id, ())}]


def agree(changes: Changes, change_id: UUID, path: str, *, by: str) -> int:
    """Write the elements of this diagram under the clauses they name, and take out the others.

    The new edition of the register. Raises ChangeRefused, ChangeConflict, HeldByAnother.
    """
    content, seen = changes.file(change_id, FILE)
    if content is None:
        sentence = "The bundle has no register of its policy's clauses."
        raise ChangeRefused(sentence, f"Write one as {FILE}.")
    bundle = changes.bundle(change_id)
    try:
        clauses.read(bundle)
    except RegisterRefused as no:
        raise ChangeRefused("The register cannot be read.", "Mend it as text first.", FILE) from no
    written = agreed(content.decode(), _named(bundle, path), _prefixes(bundle, path))
    return changes.write(change_id, FILE, written.encode(), by=by, seen=seen)


def agreed(text: str, named: Named, own: tuple[str, ...]) -> str:
    """The register with exactly these elements of the processes `own` under each clause.

    Comments and all other places stay as they are.
    """
    document = tomlkit.parse(text)
    for clause in document.get("clause", []):
        wanted = named.get(str(clause.get("id", "")), frozenset())
        by = clause.setdefault("by", tomlkit.array())
        for key in [*_own(by, own)]:
            if key not in wanted:
                by.remove(key)
        _add(by, sorted(wanted - set(by)))
        if not by:
            clause.remove("by")
    return tomlkit.dumps(document)


def _add(by: Array, keys: list[str]) -> None:
    for key in keys:
        by.append(key)


def _own(by: object, own: tuple[str, ...]) -> Iterator[str]:
    listed = by if isinstance(by, list | tuple) else ()
    return (str(key) for key in listed if str(key).startswith(own))


def _prefixes(bundle: Bundle, path: str) -> tuple[str, ...]:
    return tuple(sorted({f"{place.group}/" for place in _places(bundle, path) if place.group}))


def _named(bundle: Bundle, path: str) -> Named:
    """The elements of this diagram by the clause they name."""
    found: dict[str, set[str]] = {}
    for place in _places(bundle, path):
        for id in place.clauses or ():
            found.setdefault(id, set()).add(place.key)
    return {id: frozenset(keys) for id, keys in found.items()}


def _places(bundle: Bundle, path: str) -> list[Place]:
    """Read from this file alone: the others take seconds."""
    return clauses.places(Bundle({path: bundle.files[path]})) if path in bundle.files else []
