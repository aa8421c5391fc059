"""`plumbline rehearse`: the scenarios of a folder, and what is said of those that failed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from web.cli import main

LENDING = Path(__file__).parents[1] / "lending"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle with a scenario that cannot be read and one that proves nothing."""
    folder = Path(shutil.copytree(LENDING, tmp_path / "lending"))
    (folder / "scenarios").mkdir()
    (folder / "scenarios/unreadable.toml").write_text("title = \n")
    (folder / "scenarios/idle.toml").write_text('title = "Idle"\n[[step]]\ntravel = "P1D"\n')
    return folder


def test_it_says_which_scenario_failed_where_and_why(folder: Path) -> None:
    done = CliRunner().invoke(main, ["rehearse", str(folder), "--json"])
    told = json.loads(done.stdout)
    assert (done.exit_code, told["passed"]) == (1, False)
    assert [(one["name"], one["title"], one["step"]) for one in told["scenarios"]] == [
        ("idle", "Idle", 0),
        ("unreadable", "", 0),
    ]
    assert "expects nothing" in told["scenarios"][0]["sentence"]
    assert "cannot be read" in told["scenarios"][1]["sentence"]


def test_one_scenario_is_played_by_its_name(folder: Path) -> None:
    done = CliRunner().invoke(main, ["rehearse", str(folder), "--scenario", "idle"])
    assert done.exit_code == 1
    assert "FAILED  idle" in done.stderr
    assert "1 scenario, 1 failed." in done.stdout
    unknown = CliRunner().invoke(main, ["rehearse", str(folder), "--scenario", "other"])
    assert unknown.exit_code == 2


def test_a_bundle_without_scenarios_proves_nothing() -> None:
    done = CliRunner().invoke(main, ["rehearse", str(LENDING)])
    assert done.exit_code == 1
    assert "no scenarios" in done.stdout
