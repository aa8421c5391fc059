"""A policy's register and the bundle, held against each other."""

from __future__ import annotations

import pytest

from engine import clauses
from engine.bundle import Bundle
from engine.checks import check
from engine.clauses import RegisterRefused
from engine.registry import Registry
from tests.engine.spiff.drawing import HEAD, line

LENT = (
    '<userTask id="lend" name="Lend the book"><extensionElements><spiffworkflow:properties>'
    '<spiffworkflow:property name="candidateGroup" value="staff"/>'
    '<spiffworkflow:property name="clauses" value="R1 R3"/>'
    "</spiffworkflow:properties></extensionElements></userTask>"
)
LETTER = {
    "mail/overdue/letter.toml": 'title = "Overdue"\nclauses = ["R2"]\n',
    "mail/overdue/subject.txt": "Overdue",
    "mail/overdue/body.txt": "Please bring it back.",
}


def clause(id: str, *by: str, reason: str = "") -> str:
    said = f'reason = "{reason}"' if reason else f"by = {list(by)}"
    return f'[[clause]]\nid = "{id}"\nsection = "2"\ntext = "What the rule is"\n{said}\n'


def lending(*entries: str, scope: str = "", **files: str) -> Bundle:
    diagram = f"{HEAD}{line(LENT)}</definitions>"
    written = {"bundle.toml": 'key = "lending"\n', "lending.bpmn": diagram, **LETTER}
    written |= {"policy.toml": scope + "".join(entries)} if entries or scope else {}
    return Bundle({path: text.encode() for path, text in (written | files).items()})


def told(bundle: Bundle) -> list[tuple[str, str]]:
    found = check(bundle, Registry([]))
    return [(f.rule, f.element or f.file) for f in found if f.rule.startswith("clause")]


AGREED = (
    clause("R1", "p/lend"),
    clause("R2", "mail/overdue"),
    clause("R3", "p/lend", "bundle.toml"),
)


def test_a_register_that_agrees_is_silent() -> None:
    scope = 'scope = { prefix = "R", from = 1, to = 4 }\n'
    agreed = lending(*AGREED, clause("R4", reason="People read the shelves."), scope=scope)
    assert told(agreed) == []


def test_a_bundle_without_a_register_is_asked_for_none() -> None:
    assert told(lending()) == []
    assert clauses.read(lending()) is None


def test_a_clause_in_scope_that_nobody_carries_out_fails_the_check() -> None:
    scope = "scope = { from = 1, to = 5 }\n"
    found = told(lending(*AGREED, clause("R4"), scope=scope))
    assert found == [("clause-uncovered", "R5"), ("clause-uncovered", "R4")]


def test_each_side_that_does_not_name_the_other_is_told() -> None:
    entries = (
        clause("R1", "p/lend", "mail/overdue"),
        clause("R2", reason="Nobody is written to."),
        clause("R3", "p/lend", "p/nowhere"),
    )
    assert sorted(told(lending(*entries))) == [
        ("clause-one-sided", "R1"),
        ("clause-one-sided", "mail/overdue/letter.toml"),
        ("clause-place-missing", "R3"),
    ]


def test_a_number_that_is_no_clause_is_told_at_its_element() -> None:
    found = told(lending(clause("R1", "p/lend"), clause("R2", "mail/overdue")))
    assert found == [("clause-unknown", "lend")]


@pytest.mark.parametrize(
    ("register", "element"),
    [
        ("clause = 3\n", "clause"),
        ('[[clause]]\nsection = "2"\n', "clause 1"),
        ('[[clause]]\nid = "R1"\nsection = "2"\n', "R1"),
        ('[[clause]]\nid = "R1"\nsection = "2"\ntext = "t"\nby = "p/lend"\n', "R1"),
        ('[[clause]]\nid = "R1"\nsection = "2"\ntext = "t"\nreason = 3\n', "R1"),
        (clause("R1", "p/lend") * 2, "R1"),
        ("scope = { from = 5, to = 1 }\n", "scope"),
        ("scope = 9\n", "scope"),
        ("scope = {", ""),
    ],
)
def test_a_register_that_cannot_be_used_names_the_entry(register: str, element: str) -> None:
    bundle = lending(scope=register)
    with pytest.raises(RegisterRefused) as no:
        clauses.read(bundle)
    assert (no.value.element, bool(no.value.remedy)) == (element, True)
    assert ("clause-unreadable", element or "policy.toml") in told(bundle)
