"""`plumbline diff OLD NEW`: what changes from one version of a bundle to another, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.bundles import bundle_at
from web.cli.refusal import as_json, show

if TYPE_CHECKING:
    from engine.differences import Difference

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SAME = "Nothing changes: the two are the same."


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@as_json
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Say what changes from the bundle in OLD to the one in NEW."""
    # Forms come with the database library, which other commands need nothing of.
    from engine.differences import differences

    found = differences(bundle_at(old), bundle_at(new))
    value = {"differences": [asdict(difference) for difference in found]}
    show(value, as_json, lambda: _text(found))


def _text(found: Sequence[Difference]) -> str:
    places = groupby(found, attrgetter("file"))
    return "\n\n".join(f"{file}\n{_lines(group)}" for file, group in places) or SAME


def _lines(group: Iterable[Difference]) -> str:
    return "\n".join(f"  {difference.sentence}" for difference in group)
