"""`plumbline simulate` for a programme of a size that is asked for."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result

from web.cli import main

MONTH = ("simulate", "--from", "2026-09", "--profile", "kent", "--seed", "7")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*MONTH, *words])


def test_a_month_has_as_many_audits_as_were_asked_for() -> None:
    answer = run("--audits", "8", "--json")
    assert answer.exit_code == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["simulation"]["audits"] == found["conservation"]["issued"] == 8
    assert found["load"]["by_role"]["team_manager"]["people"] == 13


def test_fewer_than_the_awkward_cases_are_refused() -> None:
    answer = run("--audits", "6")
    assert answer.exit_code == 2
    assert "7<=x<=2000" in answer.stderr
