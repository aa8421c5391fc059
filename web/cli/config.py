"""`plumbline config`: every setting, what it is now and what it means."""

from __future__ import annotations

import click

from web.cli.refusal import as_json, columns, show
from web.configuration import PREFIX, Config
from web.settings import SETTINGS, Setting


@click.command()
@as_json
def config(as_json: bool) -> None:
    """Show the settings in force. Secrets are never printed."""
    here = Config.from_environment()
    values = {PREFIX + s.name: _shown(s, here) for s in SETTINGS}
    show(values, as_json, lambda: _table(values))


def _shown(setting: Setting, here: Config) -> str:
    value = here.text(setting.name)
    return "(set)" if setting.secret and value else value


def _table(values: dict[str, str]) -> str:
    rows = [
        (name, values[name] or "-", s.sentence) for name, s in zip(values, SETTINGS, strict=True)
    ]
    return columns([("SETTING", "VALUE", "MEANING"), *rows])
