"""Roles that a table names are spelt as the directory spells them."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.model import Finding
from engine.registry import Registry
from handlers.checking import check

KNOWN = ("team_manager", "peer_reviewer", "head_of_qa")


def told(*roles: str) -> list[Finding]:
    """What is said of a table that gives copies to these, one a row."""
    rows = "".join(
        f'<rule id="r{n}"><inputEntry id="i{n}"><text>{n}</text></inputEntry>'
        f'<outputEntry id="o{n}"><text>"{role}"</text></outputEntry></rule>'
        for n, role in enumerate(roles)
    )
    table = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="D"'
        ' namespace="t"><decision id="copies" name="Copies"><decisionTable id="t"'
        ' hitPolicy="COLLECT"><input id="in"><inputExpression id="e"><text>stage</text>'
        f'</inputExpression></input><output id="out" name="role"/>{rows}</decisionTable>'
        "</decision></definitions>"
    )
    files = {"bundle.toml": b'key = "library"\n', "copies.dmn": table.encode()}
    return [one for one in check(Bundle(files), Registry([])) if one.rule.startswith("role-")]


def test_a_misspelt_role_in_a_table_of_recipients_is_refused() -> None:
    [found] = told(*KNOWN, "iro_team_manger")
    assert (found.level, found.file, found.element) == ("error", "copies.dmn", "r3")
    assert found.remedy == "Choose iro_team_manager."


def test_other_words_are_left_alone() -> None:
    assert told(*KNOWN, "manager_above") == []
    assert told("auditor", "recording", "team_manger") == []
