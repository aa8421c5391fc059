"""`plumbline check PATH`: what is wrong with a bundle or a file, before anybody relies on it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from engine.checks import check_file
from engine.errors import BundleRefused
from engine.folders import read_file
from engine.model import Finding
from web.cli.bundles import bundle_at
from web.cli.findings import as_list, as_text
from web.cli.imported import files_of
from web.cli.refusal import as_json, finding_json, show

FILES = (".bpmn", ".dmn")
UNREAD = "reading"


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--rules", is_flag=True, help="List every rule instead, with what it demands.")
@as_json
def check(path: Path | None, rules: bool, as_json: bool) -> None:
    """Check PATH: a bundle's folder, or a single .bpmn or .dmn file.

    Exit 1 when it could not be deployed, or a single file not be part of a bundle.
    """
    if rules:
        _list(as_json)
        return
    if path is None:
        raise click.UsageError("Say which bundle or file to check.")
    findings = findings_of(path)
    alone = path.name.lower() if path.is_file() else ""
    value = {"findings": [finding_json(found) for found in findings]}
    show(value, as_json, lambda: as_text(findings, alone=alone))
    raise click.exceptions.Exit(1 if any(f.level == "error" for f in findings) else 0)


def _list(as_json: bool) -> None:
    # As for a bundle below: what handlers know takes the database library.
    from handlers.checking import catalogue

    rules = catalogue()
    show({"rules": [asdict(rule) for rule in rules]}, as_json, lambda: as_list(rules))


def findings_of(path: Path) -> list[Finding]:
    """Everything there is to say, errors first. UsageError for a file of another kind."""
    if path.is_dir():
        return _of_bundle(path)
    if path.suffix.lower() not in FILES:
        raise click.UsageError(f"{path.name} is neither a folder nor a .bpmn or .dmn file.")
    try:
        return _of_file(path)
    except BundleRefused as refused:
        return refused.findings


def _of_file(path: Path) -> list[Finding]:
    name, content = path.stem + path.suffix.lower(), read_file(path)
    found = check_file(name, content, [file.name for file in path.resolve().parent.iterdir()])
    if name.endswith(".dmn") and any(one.rule == UNREAD for one in found):
        imported = files_of(path)
        return check_file(name, content, imported=imported) if imported else found
    return found


def _of_bundle(folder: Path) -> list[Finding]:
    # What handlers know takes the database library, which a single file needs nothing of.
    from handlers.checking import check as check_bundle
    from web.wiring import known_handlers

    try:
        return list(check_bundle(bundle_at(folder), known_handlers()))
    except BundleRefused as refused:
        return refused.findings
