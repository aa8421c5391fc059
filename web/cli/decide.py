"""`plumbline decide FILE.dmn`: what decisions answer, and which rules said so."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from engine.calendar import Calendar
from engine.decisions import (
    DecisionFailed,
    DecisionRefused,
    Decisions,
    Outcome,
    read_model,
    typed,
)
from engine.decisions import decide as work_out
from engine.expressions import Settings
from engine.folders import read_file
from engine.model import Finding
from engine.rehearsal import START
from web.cli.given import Instant, Variable
from web.cli.plain import plain_value
from web.cli.refusal import as_json, finding_json, print_findings, show

Answer = tuple[str, Outcome]
REMEDY = "Set the inputs it needs, or correct the table."


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--decision", "asked", metavar="ID", help="Only this decision.")
@click.option(
    "--set", "variables", multiple=True, type=Variable(judge_name=False), help="An input."
)
@click.option("--at", type=Instant(), default=START, help="The present: 2026-01-05T09:00Z.")
@as_json
def decide(
    file: Path,
    asked: str | None,
    variables: tuple[tuple[str, Any], ...],
    at: datetime,
    as_json: bool,
) -> None:
    """Work out the decisions of FILE with these inputs: all of them, or one.

    By the DMN standard: what cannot be worked out is null, and a warning says why.
    """
    answers, findings = _answers(file, asked, dict(variables), at)
    said = {"decisions": [_plain(*one) for one in answers]}
    told = {"findings": [finding_json(found) for found in findings]}
    show(said | told, as_json, lambda: "\n".join(_text(*one) for one in answers))
    if not as_json:
        print_findings(findings)
    refused = any(found.level == "error" for found in findings)
    raise click.exceptions.Exit(1 if refused else 0)


def _answers(
    file: Path, asked: str | None, values: dict[str, Any], at: datetime
) -> tuple[list[Answer], list[Finding]]:
    try:
        known = Decisions(read_model(read_file(file), file.name, standard=True).decisions)
    except DecisionRefused as no:
        return [], [Finding("error", no.file, no.element, no.sentence, no.remedy)]
    settings, given = Settings(at, Calendar()), typed(known.values(), values)
    answers: list[Answer] = []
    findings: list[Finding] = []
    for id in _chosen(known, asked):
        try:
            answers.append((id, work_out(known, id, given, settings)))
        except DecisionFailed as failed:
            findings.append(Finding("error", file.name, id, str(failed), REMEDY, "decision"))
    for id, found in answers:
        findings += [Finding("warning", file.name, id, n, REMEDY, "null") for n in found.notes]
    return answers, findings


def _chosen(known: Decisions, asked: str | None) -> list[str]:
    """All decisions, or the one of that id or name. UsageError when there is none."""
    if asked is None:
        return list(known)
    found = [id for id, decision in known.items() if asked in (id, decision.name)]
    if not found:
        raise click.UsageError(f'There is no decision "{asked}". Choose from: {", ".join(known)}.')
    return found[:1]


def _plain(id: str, found: Outcome) -> dict[str, Any]:
    rules = [
        {"number": one.number, "id": one.rule, "annotation": one.annotation} for one in found.rules
    ]
    return {"id": id, "value": plain_value(found.value), "rules": rules}


def _text(id: str, found: Outcome) -> str:
    value = json.dumps(plain_value(found.value), ensure_ascii=False)
    rules = [f"  rule {one.number}: {one.annotation or one.rule}" for one in found.rules]
    return "\n".join([f"{id} = {value}", *rules])
