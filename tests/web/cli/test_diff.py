"""`plumbline diff`: two versions of a bundle, compared in sentences."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from web.cli import main


def written(folder: Path, days: int) -> Path:
    folder.mkdir()
    said = f'key = "lending"\ntitle = "Lending"\n\n[parameters]\nloan_days = {days}\n'
    (folder / "bundle.toml").write_text(said)
    return folder


def test_what_changes_is_said_by_file(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", 14), written(tmp_path / "new", 21)
    answer = CliRunner().invoke(main, ["diff", str(old), str(new)])
    assert answer.exit_code == 0
    assert answer.stdout == (
        "bundle.toml\n  The setting “loan days” is 21 instead of 14. Nothing uses it.\n"
    )
    printed = CliRunner().invoke(main, ["diff", str(old), str(new), "--json"])
    [difference] = json.loads(printed.stdout)["differences"]
    assert (difference["area"], difference["element"]) == ("parameter", "loan_days")


def test_the_same_says_so_and_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    same = written(tmp_path / "same", 14)
    answer = CliRunner().invoke(main, ["diff", str(same), str(same)])
    assert answer.stdout == "Nothing changes: the two are the same.\n"
    (tmp_path / "empty").mkdir()
    answer = CliRunner().invoke(main, ["diff", str(same), str(tmp_path / "empty")])
    assert answer.exit_code == 1
