"""What a page of a form depends on besides its own answers: the facts a preview can choose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engine.decisions import Decision, Decisions
from engine.decisions.trying import Asked, asked, paths_of
from forms import Form, Section

ROLE = "role"
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Fact:
    """Something the diagram tells the form. `values` are those its conditions and tables name."""

    path: str
    values: tuple[str, ...]


def facts_of(form: Form, section: Section, decisions: Decisions | None) -> list[Fact]:
    """The facts that the section's conditions, texts and tables look at, the role first; each with
    the values that any section of the form compares it with."""
    # Here, because a server that only runs what it has loads no rules.
    from engine.checks.form_names import ALWAYS

    own = {c.key for c in section.walk() if c.key} | section.decisions.keys() | (ALWAYS - {"given"})
    paths = [path for _, text in section.expressions() for path in paths_of(text)]
    paths += [one.path for one in _asked(section, decisions)]
    plain = dict.fromkeys([ROLE, *(path.removeprefix("given.") for path in paths)])
    values = {path: _values(form, path, decisions) for path in plain}
    return [
        Fact(path, values[path])
        for path in plain
        if path.split(".")[0] not in own | {"given"} and (values[path] or path != ROLE)
    ]


def context_of(facts: list[Fact], chosen: Mapping[str, str]) -> dict[str, object]:
    """The facts as the diagram would give them; what was not chosen is null."""
    made: dict[str, object] = {}
    for fact in facts:
        *above, last = fact.path.split(".")
        place = made
        for name in above:
            inner = place.setdefault(name, {})
            place = inner if isinstance(inner, dict) else place
        place[last] = _value(chosen.get(fact.path, ""))
    return made


def _values(form: Form, path: str, decisions: Decisions | None) -> tuple[str, ...]:
    """What the fact is compared with anywhere in the form, and in the tables it asks."""
    compared = re.compile(rf'(?<![\w.])(?:given\.)?{re.escape(path)}\s*!?=\s*"([^"\\]*)"')
    found: dict[str, None] = {}
    for section in form.sections:
        if path == ROLE:
            found |= dict.fromkeys(sorted({c.role for c in section.walk() if c.role}))
        for _, text in section.expressions():
            found |= dict.fromkeys(compared.findall(text))
        for one in _asked(section, decisions):
            if one.path.removeprefix("given.") == path and decisions is not None:
                for id in section.decisions.values():
                    found |= dict.fromkeys(_cells(decisions.with_required(id), one.path))
    return tuple(found)


def _asked(section: Section, decisions: Decisions | None) -> list[Asked]:
    known = [id for id in section.decisions.values() if decisions is not None and id in decisions]
    return [one for id in known if decisions for one in asked(decisions, id, {"parameters": None})]


def _cells(reached: list[Decision], path: str) -> list[str]:
    """The words in the cells of the columns that test this very path."""
    tables = [one.table for one in reached if one.table is not None]
    return [
        word
        for table in tables
        for place, column in enumerate(table.inputs)
        if column.text == path
        for rule in table.rules
        for word in WORD.findall(rule.inputs[place] or "")
    ]


def _value(words: str) -> object:
    plain: dict[str, object] = {"": None, "true": True, "false": False}
    return plain.get(words, words)
