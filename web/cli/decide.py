"""`plumbline decide FILE.dmn`: what decisions answer, and which rules said so."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from engine.calendar import Calendar
from engine.decisions import (
    Decision,
    DecisionFailed,
    DecisionRefused,
    Decisions,
    Model,
    Outcome,
    link,
    typed,
)
from engine.decisions import decide as work_out
from engine.errors import BundleRefused
from engine.expressions import Settings
from engine.model import Finding
from engine.rehearsal import START
from web.cli.given import Instant, Variable
from web.cli.imported import models_of, unfound
from web.cli.plain import plain_value
from web.cli.refusal import as_json, finding_json, print_findings, show

Answer = tuple[Decision, Outcome]
REMEDY = "Set the inputs it needs, or correct the table."


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--with",
    "others",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file it imports (again for each); else they are looked for in its folder.",
)
@click.option("--decision", "asked", metavar="ID", help="Only this decision.")
@click.option(
    "--set", "variables", multiple=True, type=Variable(judge_name=False), help="An input."
)
@click.option("--at", type=Instant(), default=START, help="The present: 2026-01-05T09:00Z.")
@as_json
def decide(
    file: Path,
    others: tuple[Path, ...],
    asked: str | None,
    variables: tuple[tuple[str, Any], ...],
    at: datetime,
    as_json: bool,
) -> None:
    """Work out the decisions of FILE with these inputs: all of them, or one.

    By the DMN standard: what cannot be worked out is null, and a warning says why.
    """
    answers, findings = _answers(file, others, asked, dict(variables), at)
    said = {"decisions": [_plain(*one) for one in answers]}
    told = {"findings": [finding_json(found) for found in findings]}
    show(said | told, as_json, lambda: "\n".join(_text(*one) for one in answers))
    if not as_json:
        print_findings(findings)
    refused = any(found.level == "error" for found in findings)
    raise click.exceptions.Exit(1 if refused else 0)


def _answers(
    file: Path, others: Sequence[Path], asked: str | None, values: dict[str, Any], at: datetime
) -> tuple[list[Answer], list[Finding]]:
    findings: list[Finding] = []
    try:
        models = models_of(file, others)
        findings += unfound(models)
        known = Decisions(link(models))
    except BundleRefused as refused:
        return [], refused.findings
    except DecisionRefused as no:
        return [], [*findings, Finding("error", no.file, no.element, no.sentence, no.remedy)]
    answers, failures = _worked_out(known, _chosen(models[0], asked), values, at)
    for decision, found in answers:
        findings += [_warning(decision, note) for note in found.notes]
    return answers, [*findings, *failures]


def _worked_out(
    known: Decisions, chosen: Sequence[Decision], values: dict[str, Any], at: datetime
) -> tuple[list[Answer], list[Finding]]:
    settings, given = Settings(at, Calendar()), typed(known.values(), values)
    ids = {id(decision): key for key, decision in known.items()}
    answers: list[Answer] = []
    failures: list[Finding] = []
    for one in chosen:
        try:
            answers.append((one, work_out(known, ids[id(one)], given, settings)))
        except DecisionFailed as no:
            failures.append(Finding("error", one.file, one.id, str(no), REMEDY, "decision"))
    return answers, failures


def _warning(decision: Decision, note: str) -> Finding:
    return Finding("warning", decision.file, decision.id, note, REMEDY, "null")


def _chosen(model: Model, asked: str | None) -> list[Decision]:
    """All decisions of the file, or the one of that id or name. UsageError when there is none."""
    if asked is None:
        return list(model.decisions)
    found = [one for one in model.decisions if asked in (one.id, one.name)]
    if not found:
        there = ", ".join(one.id for one in model.decisions)
        raise click.UsageError(f'There is no decision "{asked}". Choose from: {there}.')
    return found[:1]


def _plain(decision: Decision, found: Outcome) -> dict[str, Any]:
    rules = [
        {"number": one.number, "id": one.rule, "annotation": one.annotation} for one in found.rules
    ]
    return {"id": decision.id, "value": plain_value(found.value), "rules": rules}


def _text(decision: Decision, found: Outcome) -> str:
    value = json.dumps(plain_value(found.value), ensure_ascii=False)
    rules = [f"  rule {one.number}: {one.annotation or one.rule}" for one in found.rules]
    return "\n".join([f"{decision.id} = {value}", *rules])
