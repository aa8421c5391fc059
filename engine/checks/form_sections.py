"""Sections that tables choose for a form: each that is named is there, each that is there named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from engine.checks.subject import Subject
from engine.decisions import Decision
from engine.expressions import strip_equals
from engine.model import Finding
from forms import Form

WORDS = re.compile(r'"([^"\\]*)"')
Cell = tuple[Decision, str, int, str]
ADD = "Add a row that gives it, or take the section out."


def findings(subject: Subject) -> Iterator[Finding]:
    """Rows whose section nobody would be shown, and sections nobody is ever asked."""
    for form in (subject.forms or {}).values():
        tables = [] if form.single else _choosing(subject, form)
        if tables:
            yield from _of(form, tables)


def _of(form: Form, tables: Sequence[Decision]) -> Iterator[Finding]:
    """Sections that are not there; when all are, those that no row gives."""
    cells = list(_cells(tables))
    yield from (missing := list(_missing(form, cells)))
    if not missing and all(WORDS.fullmatch(cell) for *_, cell in cells):
        given = {cell.strip('"') for *_, cell in cells}
        named = " or ".join(f'"{decision.name}"' for decision in tables)
        for key in (one.key for one in form.sections if one.key not in given):
            said = f'Nobody is ever asked the section "{key}": no row of {named} gives it.'
            yield Finding("warning", f"forms/{form.key}/form.toml", key, said, ADD)


def _missing(form: Form, cells: Iterable[Cell]) -> Iterator[Finding]:
    keys = [section.key for section in form.sections]
    for decision, rule, number, cell in cells:
        found = WORDS.fullmatch(cell)
        if found and found[1] not in keys:
            said = f'Row {number} gives the section "{found[1]}", which "{form.title}" has not.'
            remedy = f"Write one of: {', '.join(keys)}. Or add the section to the form."
            yield Finding("error", decision.file, rule, said, remedy)


def _cells(tables: Sequence[Decision]) -> Iterator[Cell]:
    for decision in tables:
        for rule in decision.table.rules if decision.table else ():
            yield decision, rule.id, rule.number, (rule.outputs[0] or "").strip()


def _choosing(subject: Subject, form: Form) -> list[Decision]:
    """The tables whose answers say what is asked; none where that is not said by tables alone."""
    steps = [node for _, _, node in subject.nodes()]
    asked = {
        strip_equals(node.properties.get("sections", ""))
        for node in steps
        if node.properties.get("form") == form.key
    }
    named = {decision.id: decision for decision in subject.decisions}
    rules = [node for node in steps if node.decision in named]
    results = {node.properties.get("result") or node.decision for node in rules}
    if not asked or not asked <= results:
        return []
    ids = {n.decision for n in rules if (n.properties.get("result") or n.decision) in asked}
    tables = [named[str(id)] for id in sorted(map(str, ids))]
    plain = all(one.table is not None and len(one.table.outputs) == 1 for one in tables)
    return tables if plain else []
