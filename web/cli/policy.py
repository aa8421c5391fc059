"""`plumbline policy [PATH]`: which clause of the policy is carried out where, and the other way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from engine import clauses
from engine.bundle import Bundle
from engine.clauses import Clause, Register, RegisterRefused
from engine.model import Finding
from web.cli.bundles import bundle_at, shipped
from web.cli.findings import as_text
from web.cli.refusal import as_json, finding_json, show

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("path", type=FOLDER, required=False)
@click.option("--elements", is_flag=True, help="List the elements with their clauses instead.")
@as_json
def policy(path: Path | None, elements: bool, as_json: bool) -> None:
    """Say which clauses the bundle in PATH carries out, and where. Without PATH: ours.

    Exit 1 when a clause is open, or bundle and register disagree.
    """
    bundle = bundle_at(path or shipped()[0])
    register, wrong = _read(bundle), _wrong(bundle)
    value = {
        "clauses": [asdict(clause) for clause in register.clauses.values()],
        "elements": {place.key: place.clauses for place in clauses.places(bundle) if place.clauses},
        "findings": [finding_json(found) for found in wrong],
    }
    lines = _by_element(bundle) if elements else _by_clause(register)
    told = [as_text(wrong)] if wrong else []
    show(value, as_json, lambda: "\n".join([*lines, *told]))
    raise click.exceptions.Exit(1 if wrong else 0)


def _read(bundle: Bundle) -> Register:
    register = clauses.read(bundle)
    if register is None:
        sentence = f"The bundle has no {clauses.FILE}, the register of its policy's clauses."
        raise RegisterRefused("", sentence, "Write one.")
    return register


def _wrong(bundle: Bundle) -> list[Finding]:
    # The checks are large, and the database library comes with what handlers know.
    from handlers.checking import check
    from web.wiring import known_handlers

    found = check(bundle, known_handlers())
    return [one for one in found if one.rule.startswith("clause") and one.level == "error"]


def _by_clause(register: Register) -> Iterator[str]:
    done = sum(bool(clause.by) for clause in register.clauses.values())
    yield f"{done} of {len(register.clauses)} clauses are carried out; the others have a reason."
    for clause in register.clauses.values():
        yield f"\n{clause.id} (section {clause.section})  {clause.text}"
        yield f"  {_where(clause)}"


def _where(clause: Clause) -> str:
    return "\n  ".join(clause.by) or f"By people: {clause.reason}"


def _by_element(bundle: Bundle) -> Iterator[str]:
    for place in clauses.places(bundle):
        if place.clauses:
            yield f"{place.key}  {' '.join(place.clauses)}"
