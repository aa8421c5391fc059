"""`plumbline`: one command, one file. Exit 0 done, 1 refused, 2 wrong usage."""

from __future__ import annotations

import click

from web.cli.lazy import LazyGroup

COMMANDS = (
    *(
        "init",
        "demo",
        "serve",
        "worker",
        "check",
        "diff",
        "translate",
        "play",
        "rehearse",
        "decide",
        "policy",
        "deploy",
        "import",
        "month",
        "simulate",
    ),
    *("instances", "incidents", "retention", "verify", "user", "client", "config"),
)
MODULES = {name: "import_" if name == "import" else name for name in COMMANDS}


@click.group(cls=LazyGroup, commands_in=MODULES)
@click.version_option(package_name="plumbline")
def main() -> None:
    """Runs a council's peer-review case file audits from BPMN diagrams."""
