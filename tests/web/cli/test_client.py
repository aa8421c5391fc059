"""Programs of the API from the command line: their token is printed once."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from web.cli import main


@pytest.fixture
def run(tmp_path, monkeypatch, sqlite_template):
    """Runs a command on an installation that is there already."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "plumbline.db").write_bytes(sqlite_template.read_bytes())
    monkeypatch.setenv("PLUMBLINE_DATA", str(data))

    def command(*words: str):
        answer = CliRunner().invoke(main, ["client", *words])
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer.exit_code, answer.output

    return command


def test_a_client_is_added_renewed_listed_and_ended(run):
    assert "There is no client yet" in run("list")[1]
    wanted = ("--name", "Robot", "--scope", "operations.read", "--role", "admin", "--json")
    first = json.loads(run("add", "robot", *wanted)[1])["token"]
    second = json.loads(run("renew", "robot", "--json")[1])["token"]
    assert first.startswith("plumbline_")
    assert first != second
    assert run("revoke", "robot") == (0, "robot has ended.\n")
    assert "ended" in run("list")[1]
    assert run("renew", "robot")[0] == 1


def test_a_client_that_makes_no_sense_is_refused(run):
    code, said = run("add", "robot", "--name", "Robot", "--scope", "inbox", "--until", "2020-01-01")
    assert code == 1
    assert "Refused: Give it a role of its own" in said
    assert run("add", "robot", "--name", "Robot", "--scope", "everything")[0] == 2
