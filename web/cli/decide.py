"""`plumbline decide FILE.dmn`: what decisions answer, and which rules said so."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from engine.calendar import Calendar
from engine.decisions import DecisionFailed, DecisionRefused, Decisions, Outcome, explain, read
from engine.expressions import Settings
from engine.model import Finding
from engine.rehearsal import START
from web.cli.given import Instant, Variable
from web.cli.plain import plain_value
from web.cli.refusal import as_json, finding_json, print_findings, show

Answer = tuple[str, Outcome]


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
    """Work out the decisions of FILE with these inputs: all of them, or one."""
    answers, findings = _answers(file, asked, dict(variables), at)
    said = {"decisions": [_plain(*one) for one in answers]}
    told = {"findings": [finding_json(found) for found in findings]}
    show(said | told, as_json, lambda: "\n".join(_text(*one) for one in answers))
    if not as_json:
        print_findings(findings)
    raise click.exceptions.Exit(1 if findings else 0)


def _answers(
    file: Path, asked: str | None, variables: dict[str, Any], at: datetime
) -> tuple[list[Answer], list[Finding]]:
    try:
        known = Decisions(read(file.read_bytes(), file.name))
    except DecisionRefused as no:
        return [], [Finding("error", no.file, no.element, no.sentence, no.remedy)]
    if asked is not None and asked not in known:
        raise click.UsageError(f'There is no decision "{asked}". Choose from: {", ".join(known)}.')
    answers: list[Answer] = []
    findings: list[Finding] = []
    for id in [asked] if asked is not None else known:
        try:
            answers.append((id, explain(known, id, variables, Settings(at, Calendar()))))
        except DecisionFailed as failed:
            remedy = "Set the inputs it needs, or correct the table."
            findings.append(Finding("error", file.name, id, str(failed), remedy, "decision"))
    return answers, findings


def _plain(id: str, found: Outcome) -> dict[str, Any]:
    rules = [
        {"number": one.number, "id": one.rule, "annotation": one.annotation} for one in found.rules
    ]
    return {"id": id, "value": plain_value(found.value), "rules": rules}


def _text(id: str, found: Outcome) -> str:
    value = json.dumps(plain_value(found.value), ensure_ascii=False)
    rules = [f"  rule {one.number}: {one.annotation or one.rule}" for one in found.rules]
    return "\n".join([f"{id} = {value}", *rules])
