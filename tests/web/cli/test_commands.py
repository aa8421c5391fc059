"""The command line on a real installation in a temporary folder."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.incidents import open_incident
from web.cli import main
from web.cli.bundles import shipped
from web.cli.demo import _month
from web.cli.installation import installation

LENDING = Path(__file__).parents[1] / "lending"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command; gives its exit code and everything it printed."""
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path / "data"))

    def command(*words: str, **more):
        answer = CliRunner().invoke(main, list(words), **more)
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer.exit_code, answer.output

    return command


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A folder with a small invented council and a month begun, and what was said of it."""
    folder = tmp_path_factory.mktemp("begun")
    words = ("demo", "--profile", "mini", "--seed", "7", "--month", "2026-12")
    answer = CliRunner(env={"PLUMBLINE_DATA": str(folder)}).invoke(main, words)
    assert answer.exit_code == 0, answer.output
    return folder, answer.output


@pytest.fixture
def demo(begun, tmp_path):
    """A copy of it, for one test to work with."""
    folder, said = begun
    shutil.copytree(folder, tmp_path / "data")
    return said


def test_init_makes_what_is_missing_and_keeps_what_is_there(run, tmp_path):
    assert run("init")[0] == 0
    secret = tmp_path / "data" / "secret"
    first = secret.read_text()
    assert secret.stat().st_mode & 0o077 == 0
    assert run("init")[0] == 0
    assert secret.read_text() == first


def test_config_never_prints_a_secret(run, monkeypatch):
    monkeypatch.setenv("PLUMBLINE_SECRET", "do not tell")
    code, said = run("config", "--json")
    assert code == 0
    assert "do not tell" not in said
    assert json.loads(said)["PLUMBLINE_SECRET"] == "(set)"
    assert "Where people reach the service" in run("config")[1]


def test_a_setting_that_cannot_be_used_is_refused_with_exit_1(run, monkeypatch):
    monkeypatch.setenv("PLUMBLINE_THREADS", "many")
    code, said = run("config")
    assert code == 1
    assert "Refused: PLUMBLINE_THREADS must be a whole number" in said


def test_wrong_usage_ends_with_exit_2(run):
    assert run("deploy")[0] == 2
    assert run("nonsense")[0] == 2


@pytest.mark.parametrize("bundle", shipped(), ids=lambda path: path.name)
def test_every_bundle_that_comes_with_plumbline_can_be_deployed(run, bundle):
    code, said = run("check", str(bundle))
    assert code == 0, said
    assert "It can be deployed." in said


def test_check_names_file_element_and_remedy(run, tmp_path):
    broken = tmp_path / "lending"
    shutil.copytree(LENDING, broken)
    diagram = broken / "lending.bpmn"
    diagram.write_text(diagram.read_text().replace('value="hand_out"', 'value="nothing"'))
    code, said = run("check", str(broken), "--json")
    assert code == 1
    [finding] = [f for f in json.loads(said)["findings"] if f["level"] == "error"]
    assert (finding["file"], finding["element"]) == ("lending.bpmn", "hand_out")
    assert finding["sentence"]
    assert finding["remedy"]
    assert run("check", str(broken))[0] == 1


def test_a_folder_without_a_bundle_is_refused(run, tmp_path):
    (tmp_path / "empty").mkdir()
    code, said = run("check", str(tmp_path / "empty"))
    assert code == 1
    assert "bundle.toml" in said


def test_the_same_bundle_twice_is_one_deployment(run):
    run("init")
    first = json.loads(run("deploy", str(LENDING), "--json")[1])
    assert (first["version"], first["new"]) == (1, True)
    assert "deployed already, as version 1" in run("deploy", str(LENDING))[1]


def test_a_broken_extract_is_refused_row_by_row(run, tmp_path):
    run("init")
    folder = tmp_path / "extract"
    folder.mkdir()
    (folder / "teams.csv").write_text("Team,Name\nT1,\n")
    code, said = run("import", str(folder))
    assert code == 1
    assert "teams.csv" in said
    assert "Nothing was imported." in said
    assert json.loads(run("import", str(folder), "--json")[1])["problems"]


def test_demo_begins_a_month_and_says_whom_to_sign_in_as(demo, run):
    assert "December 2026: " in demo
    assert "Team Manager" in demo
    assert "1 thing to do" in demo
    assert "Administrator" in demo
    assert re.search(r"To follow one audit, AUD-2026-12-\d{3}: \S+ \S+ reflects on", demo)
    assert re.search(r"audits it; then \S+ \S+ reviews it", demo)
    assert run("demo")[0] == 2
    assert run("demo", "--if-empty")[0] == 0
    code, said = run("instances", "--json")
    assert code == 0
    assert json.loads(said)["total"] > 5
    assert run("instances")[1].startswith("ID ")
    audits = json.loads(run("instances", "--process", "case_audit", "--size", "3", "--json")[1])
    assert {row["process"] for row in audits["instances"]} == {"case_audit"}
    rest = json.loads(run("instances", "--after", audits["after"], "--json")[1])["instances"]
    assert audits["instances"][-1] not in rest
    assert run("instances", "--who", "nobody", "--csv")[1].count("\n") == 1


def test_month_start_again_begins_nothing_twice(demo, run):
    before = json.loads(run("instances", "--json")[1])["total"]
    code, said = run("month", "start", "2026-12", "--json")
    assert code == 0
    assert json.loads(said)["issued"] == []
    assert json.loads(run("instances", "--json")[1])["total"] == before


def test_month_start_refuses_what_is_no_month(demo, run):
    code, said = run("month", "start", "December")
    assert code == 1
    assert "write it like 2026-12" in said


def test_nothing_is_held_up_after_a_demo(demo, run):
    assert run("incidents") == (0, "Nothing is held up.\n")
    assert json.loads(run("incidents", "--json")[1]) == {"more": False, "causes": []}
    assert json.loads(run("incidents", "--single", "--json")[1])["total"] == 0


def test_incidents_are_told_by_cause_as_the_page_does_or_one_by_one(run):
    run("init")
    with installation() as here, here.database.write() as db:
        for number, word in enumerate(("550 no such person", "550 no such person", "no disk")):
            told = {"kind": "mail", "sentence": f"Letter to p{number}@example.org: {word}."}
            open_incident(db, "main", now=here.clock.now(), **told)
    [often, once] = json.loads(run("incidents", "--json")[1])["causes"]
    assert (often["incidents"], often["instances"], once["incidents"]) == (2, 0, 1)
    said = run("incidents")[1]
    assert said.startswith("CAUSE")
    assert (said.count("550 no such person"), said.count("no disk")) == (1, 1)
    assert run("incidents", "--single")[1].count("550 no such person") == 2
    mine = json.loads(run("incidents", "--cause", once["cause"], "--json")[1])
    assert [one["sentence"] for one in mine["incidents"]] == [once["sentence"]]


def test_an_account_is_for_somebody_in_the_directory(demo, run):
    people = json.loads(run("user", "list", "--json")[1])
    assert people == {"accounts": []}
    assert run("user", "add", "nobody@example.org", "--password", "correct horse battery")[0] == 2
    short = run("user", "add", "ada", "--person", "P0001", "--password", "short")
    assert short[0] == 1
    assert "12 characters" in short[1]
    assert run(
        "user", "add", "ada", "--person", "P0001", "--password", "correct horse battery"
    ) == (
        0,
        "ada can sign in.\n",
    )
    changed = run("user", "password", "ada", "--password", "battery staple horse")
    assert changed == (0, "The password is changed.\n")
    assert "ada" in run("user", "list")[1]


def test_serve_refuses_where_letters_would_be_lost(run):
    code, said = run("serve")
    assert code == 1
    assert "PLUMBLINE_SMTP_HOST is not set" in said


@pytest.mark.parametrize(
    ("today", "month"),
    [((2026, 11, 20), "2026-11"), ((2026, 11, 21), "2026-12"), ((2026, 12, 31), "2027-01")],
)
def test_the_demo_begins_this_month_or_the_next(today, month):
    from datetime import date

    assert _month(date(*today)) == month
