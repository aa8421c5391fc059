"""`plumbline check PATH`: what is wrong with a bundle, before anybody relies on it."""

from __future__ import annotations

from pathlib import Path

import click

from engine.errors import BundleRefused
from engine.model import Finding
from handlers.checking import check as check_bundle
from web.cli.bundles import bundle_at
from web.cli.refusal import as_json, finding_json, print_findings, show
from web.wiring import known_handlers


@click.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@as_json
def check(path: Path, as_json: bool) -> None:
    """Check the bundle in PATH. Exit 1 when it could not be deployed."""
    findings = findings_of(path)
    refused = any(f.level == "error" for f in findings)
    if as_json:
        show({"findings": [finding_json(f) for f in findings]}, True, str)
    else:
        print_findings(findings)
        click.echo("It cannot be deployed." if refused else "It can be deployed.")
    raise click.exceptions.Exit(1 if refused else 0)


def findings_of(path: Path) -> list[Finding]:
    """Everything there is to say about a bundle, errors first in the order they were found."""
    try:
        return list(check_bundle(bundle_at(path), known_handlers()))
    except BundleRefused as refused:
        return refused.findings
