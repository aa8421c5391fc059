"""A group that loads a command only when it is asked for: `plumbline play` needs no web server."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from web.cli.refusal import RefusingGroup


class LazyGroup(RefusingGroup):
    """`commands_in` maps the name of a command to its module, in the order of help."""

    def __init__(self, *given: Any, commands_in: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        self._modules = commands_in

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now; None when there is none."""
        module = self._modules.get(cmd_name)
        if module is None:
            return None
        with _without_collections():
            found: click.Command = getattr(import_module(f"web.cli.{module}"), module)
        return found


@contextmanager
def _without_collections() -> Iterator[None]:
    """What is loaded stays: looking for garbage in it took a tenth of a server's start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
