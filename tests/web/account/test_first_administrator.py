"""The first administrator: a code that is printed once, and a page that is there until then."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select

from engine.tables import AuditLog
from handlers.access.first import administered
from handlers.directory.tables import Person, PersonRole
from web.account import first_code
from web.account.tables import FirstCode
from web.cli import main

PAGE = "/first-administrator"
ADA = {"id": "700", "name": "Ada Lovelock", "email": "ada@example.org"}
PASSWORD = {"password": "correct horse battery", "again": "correct horse battery"}


@pytest.fixture
def code(parts) -> str:
    """A code of an installation where nobody is an administrator."""
    with parts.database.write() as db:
        db.execute(delete(PersonRole).where(PersonRole.role == "admin"))
        return first_code.make(db, "main", parts.clock.now())


def roles(parts, person: str) -> list[str]:
    with parts.database.read() as db:
        return list(db.scalars(select(PersonRole.role).where(PersonRole.person_id == person)))


def test_the_code_makes_somebody_the_administrator_and_signs_them_in(app, parts, code):
    client = app.test_client()
    assert "Nobody is an administrator here yet" in client.get(PAGE).text
    answer = client.post(PAGE, data={"code": code.lower().replace("-", " "), **ADA, **PASSWORD})
    assert answer.location == "/operations/access"
    assert "Ada Lovelock" in client.get(answer.location).text
    with parts.database.read() as db:
        said = db.scalars(select(AuditLog.action).where(AuditLog.about == "700")).all()
    assert said == ["person.add", "role.give"]


def test_there_is_no_second_one_by_a_code(app, code):
    app.test_client().post(PAGE, data={"code": code, **ADA, **PASSWORD})
    another = app.test_client()
    assert another.get(PAGE).status_code == 404
    assert another.post(PAGE, data={"code": code, **ADA, **PASSWORD}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"code": "ABCD-EFGH"}, "This is not the code"),
        ({"id": "7 00"}, "Enter their staff number"),
        ({"name": ""}, "Enter their name"),
        ({"email": "ada"}, "e-mail address"),
        ({"password": "short", "again": "short"}, "12 characters or more"),
        ({"again": "correct horse"}, "The two passwords are not the same"),
        ({"id": "reader"}, "The directory has another address for this staff number"),
    ],
)
def test_what_is_refused_leaves_the_code_to_be_used_again(app, parts, code, changed, told):
    client = app.test_client()
    given = {"code": code, **ADA, **PASSWORD}
    refused = client.post(PAGE, data=given | changed)
    assert (refused.status_code, told in refused.text) == (422, True)
    assert f'value="{code}"' in refused.text or "code" in changed
    with parts.database.read() as db:
        assert not administered(db, "main")
    assert client.post(PAGE, data=given).status_code == 303


def test_somebody_of_the_directory_keeps_what_they_are(app, parts, code):
    rita = {"id": "reader", "name": "Rita", "email": "Reader@example.org"}
    assert app.test_client().post(PAGE, data={"code": code, **rita, **PASSWORD}).status_code == 303
    assert sorted(roles(parts, "reader")) == ["admin", "team_manager"]
    with parts.database.read() as db:
        assert db.get_one(Person, ("main", "reader")).name == "Rita Reader"


def test_a_code_runs_out_after_a_day(app, clock, code):
    clock.move_to(clock.now() + timedelta(hours=25))
    assert app.test_client().get(PAGE).status_code == 404


def test_a_new_code_voids_the_one_before_and_none_is_kept_readable(parts, code):
    with parts.database.write() as db:
        new = first_code.make(db, "main", parts.clock.now())
        assert not first_code.take(db, "main", code, parts.clock.now())
        [kept] = db.scalars(select(FirstCode.id)).all()
        assert kept not in (new, new.replace("-", ""))
        assert first_code.take(db, "main", new, parts.clock.now())
        assert not first_code.take(db, "main", new, parts.clock.now())


def test_where_work_accounts_are_the_only_way_in_no_password_is_asked_for(app, parts, code):
    parts.config.values["LOCAL_ACCOUNTS"] = "no"
    client = app.test_client()
    assert 'name="password"' not in client.get(PAGE).text
    answer = client.post(PAGE, data={"code": code, **ADA})
    assert answer.location == "/sign-in"
    page = client.get(answer.location).text
    assert "Sign in with your work account" in page
    assert 'name="password"' not in page
    assert client.post("/sign-in", data={"name": "x", "password": "y"}).status_code == 404


def test_the_command_prints_it_once_and_another_when_asked(tmp_path, monkeypatch, sqlite_template):
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path))
    (tmp_path / "plumbline.db").write_bytes(sqlite_template.read_bytes())
    first, second = (CliRunner().invoke(main, ["init"]).output for _ in range(2))
    assert re.search(r"This code makes one, once, within a day: [A-Z2-7-]{29}\n", first)
    assert "code" not in second
    again = CliRunner().invoke(main, ["user", "first-admin"])
    assert (again.exit_code, "This code makes one" in again.output) == (0, True)
