"""Bring a database to the present schema. Each package keeps its own branch of migrations."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from engine.database.beginning import write_alone
from engine.database.connect import connect
from engine.errors import SchemaRefused

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

OWN = Path(__file__).parents[1] / "migrations"


EMPTY = "The database is empty. Run `plumbline init`."
OLDER = "The database is of an earlier version. Back it up, then run `plumbline init`."
NEWER = "The database was made by a newer version of Plumbline ({}). Use that version, or a backup."
# Any number, as long as everybody who upgrades this database asks for the same one.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7586247)"


def upgrade(url: str, locations: Sequence[Path] = ()) -> None:
    """Upgrade to every head, in one transaction: the engine's own migrations and `locations`.

    A location is a folder that holds `versions/`. Running it twice does nothing the second time.
    Raises SchemaRefused for a database of a newer version.
    """
    from alembic import command  # 10 MB that a server needs only here

    database = connect(url)
    try:
        with database.engine.connect() as connection, _begun(connection):
            if database.kind == "postgresql":
                connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
                connection.exec_driver_sql(ONE_AT_A_TIME)
            config = configuration(locations)
            _refuse_newer(config, _present(connection))
            config.attributes["connection"] = connection
            command.upgrade(config, "heads")
    finally:
        database.close()


@contextmanager
def _begun(connection: Connection) -> Iterator[None]:
    """A transaction; on SQLite with foreign keys looked at in its end only.

    SQLite can change a constraint only by making the table anew, and the rows of others that point
    at it would forbid that.
    """
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    with connection.begin():
        if sqlite:
            write_alone(connection)
        yield
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check") if sqlite else ()
        for row in broken:
            raise SchemaRefused(f"A row of {row[0]} points at a row of {row[2]} that is not there.")


def check_schema(url: str, locations: Sequence[Path] = ()) -> None:
    """Raise SchemaRefused, with the remedy, unless the tables are those of this version."""
    from alembic.script import ScriptDirectory

    database = connect(url)
    try:
        with database.engine.connect() as connection:
            present = _present(connection)
    finally:
        database.close()
    if not present:
        raise SchemaRefused(EMPTY)
    config = configuration(locations)
    _refuse_newer(config, present)
    if present != set(ScriptDirectory.from_config(config).get_heads()):
        raise SchemaRefused(OLDER)


def _present(connection: Connection) -> set[str]:
    from alembic.runtime.migration import MigrationContext

    return set(MigrationContext.configure(connection).get_current_heads())


def _refuse_newer(config: Config, present: set[str]) -> None:
    from alembic.script import ScriptDirectory

    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if present - known:
        raise SchemaRefused(NEWER.format(", ".join(sorted(present - known))))


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
