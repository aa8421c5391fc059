"""`plumbline verify`: whether anybody has changed the account of what happened."""

from __future__ import annotations

import re
from typing import Any

import click

from engine.queries.proof import Broken, Head, Proof, prove_audit_log, prove_histories
from web.cli.installation import installation
from web.cli.refusal import as_json, show
from web.parts import Parts


@click.command()
@click.option("--head", help="An end of the audit log that was printed before, as LINE:DIGEST.")
@as_json
def verify(head: str | None, as_json: bool) -> None:
    """Look at every seal of the audit log and of all histories. Exit 1 when one does not hold.

    Keep what it prints as the end of the audit log elsewhere, and give it with --head the next
    time: so nobody can cut the log off, or write it anew.
    """
    kept = _read(head)
    with installation() as here:
        log, end = _log(here, kept)
        stories = _stories(here)
    broken = [*log.broken, *stories.broken]
    found = {
        "lines": log.lines + stories.lines,
        "instances": stories.instances,
        "head": str(end),
        "broken": [_row(one) for one in broken],
    }
    show(found, as_json, lambda: _text(found, broken))
    if broken:
        raise SystemExit(1)


def _read(head: str | None) -> Head | None:
    if head is None:
        return None
    if not re.fullmatch(r"[0-9]{1,15}:[0-9a-f]{64}", head):
        raise click.BadParameter(
            "It must be LINE:DIGEST, as verify prints it.", param_hint="--head"
        )
    line, _, digest = head.partition(":")
    return Head(int(line), digest)


def _log(here: Parts, kept: Head | None) -> tuple[Proof, Head]:
    with here.database.read() as db:
        return prove_audit_log(db, here.tenant, kept)


def _stories(here: Parts) -> Proof:
    """All histories, some at a time, so that no view of the database is held for long."""
    instances, lines, broken, after = 0, 0, list[Broken](), None
    while True:
        with here.database.read() as db:
            proof = prove_histories(db, here.tenant, after)
        instances, lines = instances + proof.instances, lines + proof.lines
        broken += proof.broken
        after = proof.after
        if after is None:
            return Proof(instances, lines, broken)


def _row(one: Broken) -> dict[str, Any]:
    return {
        "instance": str(one.instance_id) if one.instance_id else None,
        "business_key": one.business_key,
        "line": one.line,
        "sentence": one.sentence,
    }


def _text(found: dict[str, Any], broken: list[Broken]) -> str:
    looked = f"{found['lines']:,} lines of {found['instances']:,} instances and the audit log."
    end = f"The audit log ends with {found['head']}. Keep that elsewhere."
    if not broken:
        return f"Every seal holds: {looked}\n{end}"
    lines = [f"{_where(one)}, line {one.line}: {one.sentence}" for one in broken]
    return "\n".join([*lines, f"Looked at {looked}", end])


def _where(one: Broken) -> str:
    if one.instance_id is None:
        return "The audit log"
    return f"Instance {one.business_key or one.instance_id}"
