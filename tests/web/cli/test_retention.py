"""Retention from the command line: holds, erasing with its dry run, everything about one."""

from __future__ import annotations

import json
import zipfile

import pytest
from click.testing import CliRunner

from engine.database import connect
from handlers.directory.tables import Person
from web.cli import main

REASON = ("--reason", "They left two years ago.")


@pytest.fixture
def run(tmp_path, monkeypatch, sqlite_template):
    """Runs a command on an installation where Una Olden has left."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "plumbline.db").write_bytes(sqlite_template.read_bytes())
    monkeypatch.setenv("PLUMBLINE_DATA", str(data))
    database = connect(f"sqlite:///{data / 'plumbline.db'}")
    with database.write() as session:
        session.add(Person(tenant_id="main", id="P-17", name="Una Olden", active=False,
                           email="una@example.org", working_week=[1.0] * 7))  # fmt: skip
    database.close()

    def command(*words: str):
        answer = CliRunner().invoke(main, ["retention", *words])
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer.exit_code, answer.output

    return command


def test_somebody_is_erased_once_it_was_seen_and_no_hold_stands(run):
    assert run("holds") == (0, "Nothing is on hold.\n")
    placed = json.loads(run("hold", "person", "P-17", "--reason", "A tribunal.", "--json")[1])
    code, said = run("erase", "person", "P-17", *REASON)
    assert code == 1
    assert "The person is on hold." in said
    assert run("lift", placed["id"], "--reason", "It is over.")[0] == 0
    assert run("lift", placed["id"], "--reason", "It is over.")[0] == 1
    code, said = run("erase", "person", "P-17", *REASON)
    assert "Nothing was changed" in said
    assert code == 0
    told = json.loads(run("erase", "person", "P-17", *REASON, "--yes", "--json")[1])
    assert told["certified"]
    assert told["erasure"] in run("erasures")[1]
    assert "nobody with this staff number" in run("erase", "person", "P-17", *REASON)[1]


def test_everything_about_one_is_written_to_a_file(run, tmp_path):
    file = tmp_path / "everything.zip"
    assert run("export", "person", "P-17", str(file), *REASON)[0] == 0
    with zipfile.ZipFile(file) as archive:
        assert "Una Olden" in archive.read("index.html").decode()


def test_without_a_bundle_there_is_no_schedule(run):
    assert run("schedule") == (0, "No bundle in force has a schedule.\n")
