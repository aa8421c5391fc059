"""`make bench`: every figure with its target, as a table and, with --json PATH, as JSON."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import batch_cases
import checking_cases
import decision_cases
import effects_cases
import page_cases
import pdf_cases
import process_cases
import rehearsal_cases
import server_cases
import simulation_cases
import volume_cases
from measure import Row

CASES = {
    "checking": checking_cases.rows,
    "decision": decision_cases.rows,
    "process": process_cases.rows,
    "rehearsal": rehearsal_cases.rows,
    "volume": volume_cases.rows,
    "batch": lambda folder: list(batch_cases.rows(folder)),
    "pdf": pdf_cases.rows,
    "server": server_cases.rows,
    "simulation": simulation_cases.rows,
    "effects": effects_cases.rows,
    "pages": page_cases.rows,
}


def main() -> None:
    """Run the cases named, or all. The exit code does not judge: figures do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[*CASES, []])
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.cases or CASES:
            found = CASES[name](Path(folder))
            print(_table(found), flush=True)
            rows += found
    if chosen.json:
        chosen.json.write_text(json.dumps(_report(rows), indent=2) + "\n")


def _table(rows: Sequence[Row]) -> str:
    verdicts = {True: "met", False: "MISSED", None: ""}
    return "\n".join(
        f"{row.name:<62}{row.value:>10.2f} {row.unit:<3}"
        + (f" target {row.target:g} {verdicts[row.met]}" if row.target is not None else "")
        + (f"  ({row.note})" if row.note else "")
        for row in rows
    )


def _report(rows: Sequence[Row]) -> dict[str, object]:
    machine = {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "platform": sys.platform,
    }
    return {"machine": machine, "rows": [asdict(row) | {"met": row.met} for row in rows]}


if __name__ == "__main__":
    main()
