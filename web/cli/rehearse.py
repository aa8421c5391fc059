"""`plumbline rehearse PATH`: the scenarios of a bundle, played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from handlers.scenarios import FOLDER, Result, play_all, scenario_paths
from web.cli.bundles import bundle_at
from web.cli.refusal import as_json, show
from web.words import count


@click.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--scenario", "names", multiple=True, help="Only this one, by its name.")
@as_json
def rehearse(path: Path, names: tuple[str, ...], as_json: bool) -> None:
    """Play the scenarios of the bundle in the folder PATH, on a database that is thrown away.

    Exit 1 when one of them failed, or when there is none.
    """
    bundle = bundle_at(path)
    there = scenario_paths(bundle)
    wanted = [f"{FOLDER}{name}.toml" for name in names] or there
    if missing := sorted(set(wanted) - set(there)):
        raise click.UsageError(f"There is no scenario {missing[0]}.")
    results = []
    for result in play_all(bundle, wanted):
        results.append(result)
        if not as_json:
            click.echo(_line(result), err=True)
    show(
        {"passed": passed(results), "scenarios": _plain(results)}, as_json, lambda: ending(results)
    )
    raise click.exceptions.Exit(0 if passed(results) else 1)


def passed(results: Sequence[Result]) -> bool:
    """Whether all went as they say; a bundle without scenarios proves nothing."""
    return bool(results) and all(result.passed for result in results)


def ending(results: Sequence[Result]) -> str:
    """What it came to."""
    if not results:
        return "The bundle has no scenarios."
    failed = sum(not result.passed for result in results)
    return f"{count(len(results), 'scenario')}, {failed or 'none'} failed."


def _line(result: Result) -> str:
    return f"{'passed' if result.passed else 'FAILED'}  {result.name}{_why(result)}"


def _why(result: Result) -> str:
    return "" if result.passed else f"\n        {result.words}"


def _plain(results: Sequence[Result]) -> list[dict[str, object]]:
    return [{**asdict(one), "seconds": round(one.seconds, 2)} for one in results]
