"""A group that loads a command only when it is asked for: `plumbline play` needs no web server."""

from __future__ import annotations

from collections.abc import Mapping
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
        found: click.Command = getattr(import_module(f"web.cli.{module}"), module)
        return found
