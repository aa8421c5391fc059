"""What a bundle asks of the directory, said before it is deployed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from engine.checks.subject import Subject
from engine.decisions.logic import Table
from engine.model import Finding
from engine.spiff import Node
from handlers.directory.roles import ROLES

# A column of a table that says by their roles who is told or asked.
COLUMNS = frozenset(("role", "roles", "recipient", "recipients"))
WORD = re.compile(r'"([^"\\]+)"')
GIVE = "Give somebody the role before it is needed."


def findings(subject: Subject) -> Iterator[Finding]:
    """User tasks and rows for a role the directory has no word for: nobody would be asked or told.

    An error where a known role is spelt nearly so; else a warning, as other bundles bring their
    own roles and people who hold them.
    """
    for diagram, _, node in subject.nodes():
        for group in _named(node):
            if group not in ROLES:
                yield _unknown(group, diagram.file, node.id)
    for decision in subject.decisions:
        if decision.table is not None:
            yield from _in_table(decision.file, decision.table)


def _in_table(file: str, table: Table) -> Iterator[Finding]:
    """Rows that misspell a role, in a column that holds more roles than other words. A word that
    is like no role may be one that handlers know."""
    at = next((n for n, one in enumerate(table.outputs) if one.name in COLUMNS), None)
    if at is None:
        return
    named = [(rule.id, WORD.findall(rule.outputs[at] or "")) for rule in table.rules]
    every = {role for _, roles in named for role in roles}
    if len(every & ROLES.keys()) > len(every - ROLES.keys()):
        told = (_unknown(one, file, id) for id, roles in named for one in roles if one not in ROLES)
        yield from (finding for finding in told if finding.level == "error")


def _unknown(group: str, file: str, element: str) -> Finding:
    near = get_close_matches(group, ROLES, n=1)
    sentence = f"There is no role “{group}” yet, so nobody would see this."
    if near:
        return Finding("error", file, element, sentence, f"Choose {near[0]}.", "role-misspelt")
    return Finding("warning", file, element, sentence, GIVE, "role-unknown")


def _named(node: Node) -> list[str]:
    given = node.properties.get("offeredToGroup", "").split(",")
    if node.type in ("userTask", "manualTask"):
        given.append(node.properties.get("candidateGroup", ""))
    return [group.strip() for group in given if group.strip()]
