"""A time said in the fields of the timer editor is text the engine understands, and comes back."""

from __future__ import annotations

import json
import runpy
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.checks.asking import Asking
from tests.web.studio.permit import permits
from web.studio.diagrams.timers import Asked, examples

ASSETS = Path(__file__).parents[3] / "web" / "assets"
NOW = datetime(2026, 12, 21, 9, 0, tzinfo=UTC)
PROGRAM = """
import { parts, written } from './src/studio/bpmn/times.js';
import { readFileSync } from 'node:fs';
const told = JSON.parse(readFileSync(0, 'utf8')).map(([given, kind]) => {
  const one = written(given, kind);
  return { ...one, again: parts(one.text, one.kind) };
});
process.stdout.write(JSON.stringify(told));
"""
TODAY = {"from": "today()", "time": "09:00", "repeats": False}
WORKING = {**TODAY, "unit": "working days"}
SAID = [
    ({**WORKING, "number": "5"}, "timeDate"),
    ({**WORKING, "number": "parameters.large", "from": "applicant"}, "timeDate"),
    ({**WORKING, "number": "5", "from": "size", "time": "parameters.send_at", "repeats": True},
     "timeCycle"),
    ({**WORKING, "number": "5", "repeats": True}, "timeCycle"),
    ({**TODAY, "number": "30", "unit": "minutes", "repeats": True}, "timeCycle"),
    ({**TODAY, "number": "2", "unit": "months"}, "timeDuration"),
    ({**TODAY, "number": "3", "unit": "weeks"}, "timeDuration"),
    ({**TODAY, "number": "2", "unit": "days"}, "due"),
]  # fmt: skip


@pytest.fixture(scope="module")
def told() -> list[dict[str, object]]:
    """What the fields say, as a timer's kind and text, and what the fields read from that."""
    build = runpy.run_path(str(ASSETS / "build_assets.py"))
    tools = build["system_node"]() or build["wheel_node"]()
    command = [*tools.node, "--input-type=module", "-e", PROGRAM]
    ended = subprocess.run(
        command, cwd=ASSETS, input=json.dumps(SAID), capture_output=True, text=True, check=True
    )
    answers: list[dict[str, object]] = json.loads(ended.stdout)
    return answers


@pytest.mark.parametrize("number", range(len(SAID)))
def test_what_the_fields_say_runs_and_comes_back(told, number):
    (given, _), one, bundle = SAID[number], told[number], permits()

    assert one["again"] == given
    assert Asking.of(bundle).judge("permit", one["kind"], one["text"]) == []
    shown = examples(bundle, Asked(one["kind"], one["text"], {}), NOW)
    assert all(len(example["due"]) == (3 if one["kind"] == "timeCycle" else 1) for example in shown)
