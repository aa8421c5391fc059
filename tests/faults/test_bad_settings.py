"""An operator's slips: each command refuses in a sentence that says what to do, without a trace."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from engine.database import connect
from handlers.directory.tables import Person
from web.cli import main

REAL = {
    "SMTP_HOST": "localhost", "MAIL_FROM": "audits@example.org", "ALLOWED_DOMAINS": "example.org",
    "ADDRESS": "https://audits.example.org",
}  # fmt: skip
Run = Callable[..., Result]


@pytest.fixture
def plumbline(tmp_path: Path) -> Run:
    """Run the command with these settings: plumbline("serve", SMTP_HOST="…")."""

    def run(*words: str, **settings: str) -> Result:
        given = {"DATA": str(tmp_path / "data"), **settings}
        environment = {f"PLUMBLINE_{name}": value for name, value in given.items()}
        return CliRunner().invoke(main, words, env=environment)

    return run


def assert_refused(result: Result, *words: str) -> None:
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), "no trace"
    assert re.fullmatch(r"Refused: [^\n]+\.\n", result.stderr), result.stderr
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "PLUMBLINE_SMTP_HOST is not set"),
        ({"DEMO": "yes", **REAL}, "must not send real mail"),
        ({**REAL, "MAIL_FROM": "plumbline@localhost"}, "PLUMBLINE_MAIL_FROM is not set"),
        ({**REAL, "MAIL_FROM": "Audits"}, "PLUMBLINE_MAIL_FROM must be one"),
        ({**REAL, "ADDRESS": "http://audits.example.org"}, "PLUMBLINE_ADDRESS"),
        ({**REAL, "SECRET": "short"}, "PLUMBLINE_SECRET is shorter"),
        ({**REAL, "ALLOWED_DOMAINS": ""}, "at least one domain"),
        ({**REAL, "SMTP_HOST": "mail.example.org", "SMTP_SECURITY": "none"}, "encrypted"),
        ({**REAL, "SMTP_AUTHORITIES": "/nowhere.pem"}, "no file /nowhere.pem"),
        ({**REAL, "SMTP_PORT": "99999"}, "PLUMBLINE_SMTP_PORT"),
        ({**REAL, "THREADS": "0"}, "PLUMBLINE_THREADS"),
        ({**REAL, "TENANT": ""}, "PLUMBLINE_TENANT"),
        ({**REAL, "SMTP_HSOT": "x"}, "PLUMBLINE_SMTP_HSOT is not a setting"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "worker"])
def test_it_does_not_begin_to_serve(
    plumbline: Run, settings: dict[str, str], says: str, command: str, tmp_path: Path
) -> None:
    if command == "worker":
        plumbline("init")
    assert_refused(plumbline(command, **settings), says)


@pytest.mark.parametrize(
    "url", ["mysql://host/x", "rubbish", "sqlite://", "sqlite:///:memory:", "postgresql"]
)
def test_a_database_of_another_kind(plumbline: Run, url: str) -> None:
    assert_refused(
        plumbline("init", DATABASE=url), "PLUMBLINE_DATABASE must begin", "postgresql://"
    )


def test_a_database_that_does_not_answer(plumbline: Run) -> None:
    url = "postgresql://nobody@127.0.0.1:1/plumbline"
    for command in ("init", "instances"):
        assert_refused(plumbline(command, DATABASE=url), "cannot be used", "Connection refused")


def test_a_folder_that_cannot_be_made(plumbline: Run) -> None:
    assert_refused(plumbline("init", DATA="/proc/plumbline"), "PLUMBLINE_DATA is /proc/plumbline")


@pytest.mark.parametrize(
    "words",
    ["instances", "incidents", "user list", "month start 2026-12", "import .", "deploy processes"],
)
def test_before_init_every_command_says_to_init(plumbline: Run, words: str) -> None:
    assert_refused(plumbline(*words.split()), "The database is empty. Run `plumbline init`.")


def test_init_twice_changes_nothing(plumbline: Run, tmp_path: Path) -> None:
    assert plumbline("init").exit_code == 0
    secret = (tmp_path / "data" / "secret").read_text()
    assert plumbline("init").exit_code == 0
    assert (tmp_path / "data" / "secret").read_text() == secret
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o077 == 0, "for its owner only"
    assert plumbline("instances").exit_code == 0


@pytest.mark.parametrize("command", ["init", "serve", "instances", "month start 2026-12"])
def test_a_database_of_a_newer_version_is_left_alone(
    plumbline: Run, tmp_path: Path, command: str
) -> None:
    plumbline("init")
    url = f"sqlite:///{tmp_path / 'data' / 'plumbline.db'}"
    database = connect(url)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999' WHERE rowid = 1"))
        session.execute(text("INSERT INTO alembic_version VALUES ('handlers_9999')"))
    database.close()
    before = (tmp_path / "data" / "plumbline.db").read_bytes()
    assert_refused(plumbline(*command.split(), **REAL), "newer version", "9999", "Use that version")
    assert (tmp_path / "data" / "plumbline.db").read_bytes() == before


def test_a_database_of_an_older_version_waits_for_init(plumbline: Run, tmp_path: Path) -> None:
    plumbline("init")
    database = connect(f"sqlite:///{tmp_path / 'data' / 'plumbline.db'}")
    with database.write() as session:
        session.execute(text("DELETE FROM alembic_version WHERE version_num LIKE 'web%'"))
    database.close()
    assert_refused(plumbline("instances"), "earlier version", "Back it up")


def test_no_demonstration_with_real_people(plumbline: Run, tmp_path: Path) -> None:
    """Somebody types --demo, or demo, where the council's own data is."""
    plumbline("init")
    database = connect(f"sqlite:///{tmp_path / 'data' / 'plumbline.db'}")
    with database.write() as session:
        week = [1, 1, 1, 1, 1, 0, 0]
        session.add(Person(tenant_id="main", id="P1", name="A Person", email="a@council.gov.uk",
                           working_week=week, active=True))  # fmt: skip
    database.close()
    for words in (["serve", "--demo"], ["demo", "--profile", "mini"]):
        assert_refused(plumbline(*words), "1 people who are not invented", "PLUMBLINE_DATA")


def test_a_port_that_is_taken(plumbline: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = plumbline("serve", "--demo", LISTEN=f"127.0.0.1:{port}")
    assert_refused(result, "Address already in use", "Choose another port")
