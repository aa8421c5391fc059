"""What people hand to a command: NAME=JSON pairs, files of JSON, instants, diagrams."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from engine.bundle import MANIFEST, Bundle
from engine.calendar import Calendar
from engine.expressions import ExpressionFailed, Settings, check_name, evaluate
from engine.folders import read_file
from engine.paths import shown
from web.cli.bundles import bundle_at

SKETCH = b'key = "sketch"\n'


class Variable(click.ParamType[tuple[str, Any]]):
    """NAME=JSON, such as grade=3, name='"Amy"', items='[1, 2]'; or FEEL: day='@"2026-01-05"'."""

    name = "NAME=JSON"

    def __init__(self, *, judge_name: bool = True) -> None:
        self._judge_name = judge_name

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, Any]:
        """The pair. Fails for what is neither JSON nor FEEL, and for names FEEL uses itself."""
        if isinstance(value, tuple):
            return value
        name, equals, text = str(value).partition("=")
        if not equals:
            self.fail(f"{value!r} is not NAME=JSON.", param, ctx)
        if self._judge_name and (sentence := check_name(name)):
            self.fail(f"{sentence}.", param, ctx)
        try:
            return name, _value(text)
        except (ValueError, ExpressionFailed):
            hint = f"Text needs quotation marks: {name}='\"{text}\"'."
            return self.fail(f"The value of {name} is neither JSON nor FEEL. {hint}", param, ctx)


def _value(text: str) -> Any:
    """JSON; what is none is FEEL, which has dates and durations as well."""
    try:
        return json.loads(text)
    except ValueError:
        settings = Settings(datetime.now(UTC), Calendar(), "UTC")
        return evaluate(text, {}, settings)


class Instant(click.ParamType[datetime]):
    """An ISO 8601 date and time, taken as UTC when it names no zone."""

    name = "INSTANT"

    def convert(self, value: Any, param: Any, ctx: Any) -> datetime:
        """The instant in UTC."""
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not an instant such as 2026-01-05T09:00Z.", param, ctx)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


class JsonFile(click.ParamType[dict[str, Any]]):
    """A file with one JSON object."""

    name = "FILE"

    def convert(self, value: Any, param: Any, ctx: Any) -> dict[str, Any]:
        """The object."""
        if isinstance(value, dict):
            return value
        try:
            found = json.loads(Path(value).read_text(encoding="utf-8"))
        except OSError as error:
            self.fail(f"{value} cannot be read: {error.strerror}.", param, ctx)
        except (ValueError, RecursionError):
            self.fail(f"{value} is not JSON.", param, ctx)
        if not isinstance(found, dict):
            self.fail(f"{value} holds no JSON object.", param, ctx)
        return found


def sketch_of(file: Path) -> Bundle:
    """A single file as if it were a bundle."""
    return Bundle({MANIFEST: SKETCH, shown(file.name): read_file(file)})


def bundle_of(path: Path) -> Bundle:
    """The bundle in a folder, or a single file as a sketch. BundleRefused without bundle.toml."""
    return bundle_at(path) if path.is_dir() else sketch_of(path)
