"""`plumbline verify`, as an administrator runs it."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from engine.database import connect
from engine.history import append_audit_log
from engine.tables import AuditLog
from tests.web.installation import MONDAY
from web.cli import main


@pytest.fixture
def database(tmp_path, monkeypatch, sqlite_template):
    """The installation's own database, with two lines in its audit log."""
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    shutil.copy(sqlite_template, tmp_path / "plumbline.db")
    opened = connect(f"sqlite:///{tmp_path / 'plumbline.db'}")
    for about in ("one", "two"):
        with opened.write() as session:
            append_audit_log(session, "main", at=MONDAY, by="ada", action="look", about=about)
    yield opened
    opened.close()


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(main, ["verify", *arguments])
    return answer.exit_code, answer.output


def test_it_prints_the_end_to_keep_and_knows_it_again(database):
    code, said = run("--json")
    head = json.loads(said)["head"]
    assert (code, json.loads(said)["lines"]) == (0, 2)
    assert run("--head", head)[0] == 0
    assert "Every seal holds" in run()[1]
    code, said = run("--head", f"9:{head.partition(':')[2]}")
    assert code == 1
    assert "breaks off before its last line" in said


def test_a_changed_line_ends_with_1_and_says_where(database):
    with database.write() as session:
        session.execute(update(AuditLog).where(AuditLog.seq == 1).values(by="mallory"))
    code, said = run()
    assert code == 1
    assert "The audit log, line 1: This line was changed" in said


def test_an_end_that_is_none_is_wrong_usage(database):
    assert run("--head", "nonsense")[0] == 2
