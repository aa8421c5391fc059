"""`make tck`: the public DMN TCK against our engine, from a copy at a path.

    python tests/tck/run.py PATH [--only TEXT] [--json FILE] [--quiet]

PATH holds TestCases, or is that folder. A case passes when all its results do.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from cases import suites  # noqa: E402
from running import Verdict, run  # noqa: E402

LEVELS = ("compliance-level-2", "compliance-level-3")


@dataclass(frozen=True)
class Judged:
    """A verdict with where it stands."""

    level: str
    folder: str
    verdict: Verdict


def main() -> None:
    """Run all levels and print failures, folders and totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--only", default="", help="folders whose name contains this")
    parser.add_argument("--json", type=Path, help="write every failing case to this file")
    parser.add_argument("--quiet", action="store_true", help="totals and folders only")
    chosen = parser.parse_args()
    began = time.monotonic()
    judged = list(_judged(chosen.path, chosen.only))
    if not chosen.quiet:
        _print_failures(judged)
    _print_folders(judged)
    _print_totals(judged, time.monotonic() - began)
    if chosen.json:
        chosen.json.write_text(json.dumps(_report(judged), indent=1, default=str) + "\n")


def _judged(path: Path, only: str) -> Iterator[Judged]:
    top = path / "TestCases" if (path / "TestCases").is_dir() else path
    for level in LEVELS:
        folders = [one for one in sorted((top / level).iterdir()) if one.is_dir()]
        for folder in (one for one in folders if only in one.name):
            for suite in suites(folder):
                for verdict in run(suite):
                    yield Judged(level, folder.name, verdict)


def _print_failures(judged: list[Judged]) -> None:
    for one in judged:
        for wrong in one.verdict.wrong:
            print(f"{one.folder} {one.verdict.case.id} {wrong.result}")
            print(f"    expected {json.dumps(wrong.expected)}")
            print(f"    got      {json.dumps(wrong.got)}")
            for note in wrong.notes[:3]:
                print(f"    note     {note}")


def _print_folders(judged: list[Judged]) -> None:
    failed = Counter(one.folder for one in judged if one.verdict.wrong)
    all_cases = Counter(one.folder for one in judged)
    for folder, count in sorted(failed.items()):
        print(f"{folder:<50}{all_cases[folder] - count:>5} of {all_cases[folder]:>4}")


def _print_totals(judged: list[Judged], seconds: float) -> None:
    for level in LEVELS:
        found = [one for one in judged if one.level == level]
        passed = sum(not one.verdict.wrong for one in found)
        share = 100 * passed / len(found) if found else 0
        print(f"{level}: {passed} of {len(found)} cases ({share:.1f} %)")
    print(f"{seconds:.0f} s")


def _report(judged: list[Judged]) -> list[dict[str, object]]:
    return [
        {"folder": one.folder, "case": one.verdict.case.id, **vars(wrong)}
        for one in judged
        for wrong in one.verdict.wrong
    ]


if __name__ == "__main__":
    main()
