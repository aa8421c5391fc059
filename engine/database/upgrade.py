"""Bring a database to the present schema. Each package keeps its own branch of migrations."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from engine.database.connect import connect

if TYPE_CHECKING:
    from alembic.config import Config

OWN = Path(__file__).parents[1] / "migrations"


def upgrade(url: str, locations: Sequence[Path] = ()) -> None:
    """Upgrade to every head, in one transaction: the engine's own migrations and `locations`.

    A location is a folder that holds `versions/`. Running it twice does nothing the second time.
    """
    from alembic import command  # 10 MB that a server needs only here

    database = connect(url)
    try:
        with database.engine.begin() as connection:
            config = configuration(locations)
            config.attributes["connection"] = connection
            command.upgrade(config, "heads")
    finally:
        database.close()


def configuration(locations: Sequence[Path] = ()) -> Config:
    """Alembic's settings for the engine's migrations and those of other packages."""
    from alembic.config import Config

    folders = [OWN, *(path for path in locations if path.resolve() != OWN.resolve())]
    config = Config()
    config.set_main_option("script_location", str(OWN))
    config.set_main_option("path_separator", "os")
    versions = os.pathsep.join(str(path / "versions") for path in folders)
    config.set_main_option("version_locations", versions)
    return config
