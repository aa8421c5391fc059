"""`plumbline translate FILE`: settings of another tool in our own form, where that is exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from engine.folders import read_file
from engine.spiff import Said, Translation
from engine.spiff import translate as translated
from web.cli.refusal import as_json, print_findings, show
from web.words import count


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
@as_json
def translate(file: Path, output: Path | None, as_json: bool) -> None:
    """Rewrite FILE, a .bpmn diagram of Camunda, Zeebe, Flowable or Activiti, in Plumbline's form.

    Only what means exactly the same is rewritten; the rest is listed for a person to mend. Without
    -o nothing is written. Exit 1 when something is left to mend.
    """
    result = translated(read_file(file), file.name)
    if result.refused is not None:
        print_findings([result.refused])
        raise click.exceptions.Exit(1)
    if output is not None:
        output.write_bytes(result.content)
    show(_plain(result), as_json, lambda: _as_text(result, output))
    raise click.exceptions.Exit(1 if result.left else 0)


def _plain(result: Translation) -> dict[str, Any]:
    return {
        "translated": [asdict(said) for said in result.translated],
        "left": [asdict(said) for said in result.left],
    }


def _as_text(result: Translation, output: Path | None) -> str:
    told = (
        f"{count(len(result.translated), 'setting')} translated",
        f"{len(result.left)} left to mend",
    )
    where = f" Written to {output}." if output else " Nothing was written: name a file with -o."
    parts = [
        *_part("Translated", result.translated),
        *_part("Left to mend", result.left),
        f"{', '.join(told)}.{where if result.translated or output else ''}",
    ]
    return "\n\n".join(parts)


def _part(heading: str, said: Sequence[Said]) -> list[str]:
    lines = [f"  {one.element or 'the file'}\n    {_sentences(one)}" for one in said]
    return ["\n".join([heading, *lines])] if said else []


def _sentences(said: Said) -> str:
    return f"{said.sentence}\n    {said.remedy}" if said.remedy else said.sentence
