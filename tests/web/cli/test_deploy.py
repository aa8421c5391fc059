"""`plumbline deploy` for later versions: approved, an emergency, or gone back to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from web.cli import main

LENDING = Path(__file__).parents[1] / "lending"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command on an installation where the first version is deployed; exit and output."""
    monkeypatch.setenv("PLUMBLINE_DATA", str(tmp_path / "data"))

    def command(*words: str):
        answer = CliRunner().invoke(main, list(words))
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer.exit_code, answer.output

    assert command("init")[0] == 0
    assert "as version 1" in command("deploy", str(LENDING))[1]
    return command


@pytest.fixture
def later(tmp_path):
    """Another version of the bundle."""
    shutil.copytree(LENDING, tmp_path / "later")
    manifest = tmp_path / "later" / "bundle.toml"
    manifest.write_text(manifest.read_text().replace("days = 14", "days = 21"))
    return str(tmp_path / "later")


def test_a_later_version_needs_an_approval_or_an_emergency(run, later):
    code, said = run("deploy", later)
    assert code == 1
    assert "needs the approval of a second person" in said
    assert "not what was approved" in run("deploy", later, "--approved", "0" * 64)[1]
    code, said = run("deploy", later, "--emergency", "Books are lost")
    assert (code, "as version 2" in said) == (0, True)


def test_an_earlier_version_is_gone_back_to_with_a_note(run, later):
    run("deploy", later, "--emergency", "Books are lost")
    code, said = run("deploy", str(LENDING))
    assert code == 1
    assert "There is no note" in said
    assert "as version 3" in run("deploy", str(LENDING), "--note", "They were found")[1]
    code, said = run("deploy", later, "--note", "Lost again")
    assert code == 1
    assert "nobody approved it" in said
