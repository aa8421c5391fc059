"""What a command says when it refuses, and how it prints for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NoReturn

import click

from engine.errors import BundleRefused, PlumblineError
from engine.model import Finding

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")


class RefusingGroup(click.Group):
    """A group whose commands end with exit 1 and a sentence when something is refused."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; refusals become sentences on standard error."""
        try:
            return super().invoke(ctx)
        except BundleRefused as error:
            print_findings(error.findings)
            raise click.exceptions.Exit(1) from None
        except PlumblineError as error:
            _refused(str(error))
        except _database_errors() as error:
            _refused(f"The database cannot be used: {_first_line(error)}.")
        except PermissionError as error:
            _refused(f"{error.filename} cannot be used: {error.strerror}.")


def _database_errors() -> tuple[type[Exception], ...]:
    """None before something has loaded the database library, which takes a third of a second."""
    loaded = sys.modules.get("sqlalchemy.exc")
    return (loaded.OperationalError,) if loaded is not None else ()


def _first_line(error: BaseException) -> str:
    return str(getattr(error, "orig", error)).strip().splitlines()[0]


def _refused(sentence: str) -> NoReturn:
    click.echo(f"Refused: {sentence}", err=True)
    raise click.exceptions.Exit(1) from None


def print_findings(findings: Iterable[Finding]) -> None:
    """One finding a paragraph: level, place, what is wrong, what to do."""
    for found in findings:
        place = f"{found.file}: {found.element}" if found.element else found.file
        rule = f"  [{found.rule}]" if found.rule else ""
        click.echo(f"{found.level}: {place}{rule}\n  {found.sentence}\n  {found.remedy}", err=True)


def show(value: Mapping[str, Any], machine: bool, text: Callable[[], str]) -> None:
    """Print `value` as JSON when a program asked, else the text."""
    click.echo(json.dumps(value, default=str, indent=2) if machine else text())


def finding_json(found: Finding) -> dict[str, Any]:
    """A finding as `--json` prints it."""
    return asdict(found)


def columns(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as aligned columns, the first row being the headings."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
