"""`plumbline`: one command, one file. Exit 0 done, 1 refused, 2 wrong usage."""

from __future__ import annotations

import click

from web.cli.check import check
from web.cli.config import config
from web.cli.demo import demo
from web.cli.deploy import deploy
from web.cli.import_ import import_
from web.cli.incidents import incidents
from web.cli.init import init
from web.cli.instances import instances
from web.cli.month import month
from web.cli.refusal import RefusingGroup
from web.cli.serve import serve
from web.cli.user import user
from web.cli.worker import worker


@click.group(cls=RefusingGroup)
@click.version_option(package_name="plumbline")
def main() -> None:
    """Runs a council's peer-review case file audits from BPMN diagrams."""


for command in (
    init, demo, serve, worker, check, deploy, import_, month, instances, incidents, user, config,
):  # fmt: skip
    main.add_command(command)
