"""The register of a policy's clauses: policy.toml, read and judged as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.bundle import Bundle
from engine.errors import PlumblineError
from forms import toml

FILE = "policy.toml"
ID = re.compile(r"[A-Za-z]{0,5}\d{1,5}[a-z]?")
MOST_IN_SCOPE = 2000


class RegisterRefused(PlumblineError):
    """policy.toml cannot be used; `element` is the clause or setting, `remedy` what to do."""

    def __init__(self, element: str, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.element, self.remedy = element, remedy


@dataclass(frozen=True)
class Clause:
    """One clause: where it stands in the policy, what it asks for, and where it is carried out.

    `by` holds places of the bundle; `reason` says why there are none.
    """

    id: str
    section: str
    text: str
    by: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_covered(self) -> bool:
        """Whether it is carried out somewhere, or somebody has said why it is not."""
        return bool(self.by or self.reason)


@dataclass(frozen=True)
class Register:
    """The clauses in the order of the file, and the ids that must be among them."""

    clauses: Mapping[str, Clause]
    scope: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids in scope that the register does not hold."""
        return tuple(id for id in self.scope if id not in self.clauses)


def read(bundle: Bundle) -> Register | None:
    """The register of a bundle; None when it has none. Raises RegisterRefused."""
    if FILE not in bundle.files:
        return None
    try:
        said = toml.read(bundle.files[FILE])
    except toml.TomlUnreadable as error:
        remedy = "Correct the line named."
        raise RegisterRefused("", f"The file cannot be read: {error}.", remedy) from None
    clauses: dict[str, Clause] = {}
    for clause in _clauses(said):
        if clause.id in clauses:
            sentence = "The clause is listed twice."
            raise RegisterRefused(clause.id, sentence, "Put the two entries together.")
        clauses[clause.id] = clause
    return Register(clauses, tuple(_scope(said.get("scope", {}))))


def _clauses(said: Mapping[str, Any]) -> Iterator[Clause]:
    listed = said.get("clause", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        remedy = "Begin each clause with a line [[clause]]."
        raise RegisterRefused("clause", "The clauses are not a list of tables.", remedy)
    for number, one in enumerate(listed, 1):
        yield _clause(one, f"clause {number}")


def _clause(said: Mapping[str, Any], place: str) -> Clause:
    id = said.get("id")
    if not isinstance(id, str) or not ID.fullmatch(id):
        remedy = 'Write id = "R14": letters, then the number.'
        raise RegisterRefused(place, f"The {place} has no id that can be used.", remedy)
    for name in ("section", "text"):
        if not isinstance(said.get(name), str) or not said[name].strip():
            raise RegisterRefused(id, f"The clause has no {name}.", f'Write {name} = "…".')
    by, reason = said.get("by", []), said.get("reason", "")
    if not isinstance(by, list) or not all(isinstance(one, str) for one in by):
        remedy = 'Write by = ["process/element"].'
        raise RegisterRefused(id, "What carries the clause out is not a list of texts.", remedy)
    if not isinstance(reason, str):
        raise RegisterRefused(id, "The reason is not a text.", 'Write reason = "…".')
    return Clause(id, said["section"], said["text"], tuple(by), reason.strip())


def _scope(said: object) -> Iterator[str]:
    if said == {}:
        return
    remedy = 'Write scope = { prefix = "R", from = 1, to = 123 }.'
    known = said if isinstance(said, dict) else {}
    first, last, prefix = known.get("from"), known.get("to"), known.get("prefix", "R")
    if type(first) is not int or type(last) is not int or not isinstance(prefix, str):
        raise RegisterRefused("scope", "The scope does not say from which clause to which.", remedy)
    if not 0 <= last - first < MOST_IN_SCOPE:
        sentence = f"The scope is empty, or holds more than {MOST_IN_SCOPE:,} clauses."
        raise RegisterRefused("scope", sentence, remedy)
    yield from (f"{prefix}{number}" for number in range(first, last + 1))
