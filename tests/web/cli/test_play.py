"""`plumbline play`: files of any kind, with nothing set up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from web.cli import main

LENDING = Path(__file__).parents[1] / "lending"
BPMN = Path(__file__).parents[2] / "bpmn"
Run = Callable[..., tuple[int, str]]
ASKS = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
    '<process id="p"><startEvent id="s"/><userTask id="ask" name="Ask"/><endEvent id="e"/>'
    '<sequenceFlow id="a" sourceRef="s" targetRef="ask"/>'
    '<sequenceFlow id="b" sourceRef="ask" targetRef="e"/></process></definitions>'
)


@pytest.fixture
def run() -> Run:
    """Runs a command; gives its exit code and what it printed on standard output."""

    def command(*words: str) -> tuple[int, str]:
        answer = CliRunner().invoke(main, list(words))
        if answer.exception and not isinstance(answer.exception, SystemExit):
            raise answer.exception
        return answer.exit_code, answer.stdout

    return command


@pytest.fixture
def asks(tmp_path: Path) -> str:
    """A file with one user task between start and end."""
    file = tmp_path / "asks.bpmn"
    file.write_text(ASKS)
    return str(file)


def told(said: str) -> Any:
    return json.loads(said)


def test_json_tells_outcome_activities_variables_and_findings(run: Run, asks: str) -> None:
    code, said = run("play", asks, "--set", 'who={"name": "Amy"}', "--json")
    assert code == 0
    assert told(said)["outcome"] == "waiting"
    assert told(said)["activities"] == [
        {
            "id": "s",
            "name": "s",
            "type": "startEvent",
            "state": "completed",
            "at": "2026-01-05T09:00:00Z",
        },
        {
            "id": "ask",
            "name": "Ask",
            "type": "userTask",
            "state": "waiting",
            "at": "2026-01-05T09:00:00Z",
        },
    ]
    assert told(said)["variables"] == {"who": {"name": "Amy"}}
    assert told(said)["findings"] == []


def test_people_read_a_table_and_how_it_ended(run: Run, asks: str) -> None:
    code, said = run("play", asks, "--at", "2026-12-01T08:30Z")
    assert code == 0
    assert "2026-12-01 08:30  waiting" in said
    assert said.endswith("It waits.\n")


def test_answers_come_from_a_file(run: Run, asks: str, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"ask": {"grade": 3}}')
    code, said = run("play", asks, "--answers", str(answers), "--json")
    assert (code, told(said)["outcome"]) == (0, "completed")
    assert told(said)["variables"] == {"grade": 3}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<html/>",
        b"\xff\xfe\x00",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a>" * 5000,
        b" " * 2_000_000,
        ASKS.replace("userTask", "choreographyTask").encode(),
    ],
    ids=["empty", "text", "html", "bytes", "entity", "deep", "huge", "unknown"],
)
def test_whatever_cannot_be_played_is_refused_with_findings(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "odd.bpmn"
    file.write_bytes(content)
    code, said = run("play", str(file), "--json")
    assert (code, told(said)["outcome"]) == (1, "refused")
    assert told(said)["findings"][0]["file"] == "odd.bpmn"
    assert "mistake" not in {found["rule"] for found in told(said)["findings"]}


def test_what_is_held_up_ends_with_exit_1(run: Run) -> None:
    code, said = run("play", str(BPMN / "stalled.bpmn"), "--json")
    assert (code, told(said)["outcome"]) == (1, "incident")


def test_a_bundle_is_played_with_its_tables_and_parameters(run: Run) -> None:
    code, said = run("play", str(LENDING), "--json")
    assert code in (0, 1)
    assert told(said)["outcome"] != "refused", said


@pytest.mark.parametrize(
    "words",
    [
        ("--set", "n"),
        ("--set", "n=yes"),
        ("--set", "date=1"),
        ("--until", "soon"),
        ("--at", "soon"),
        ("--process", "nobody"),
        ("--answers", "missing.json"),
    ],
)
def test_wrong_usage_of_play_ends_with_exit_2(run: Run, asks: str, words: tuple[str, str]) -> None:
    assert run("play", asks, *words)[0] == 2


def test_play_and_decide_load_neither_the_web_nor_the_database() -> None:
    heavy = "{m for m in sys.modules if m.split('.')[0] in ('flask', 'sqlalchemy', 'weasyprint')}"
    program = f"import sys, web.cli.play, web.cli.decide; print({heavy})"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout.decode().strip() == "set()"


def test_a_value_that_json_does_not_have_is_given_as_feel(run: Run, asks: str) -> None:
    code, said = run("play", asks, "--set", 'day=@"2026-03-01"', "--json")
    assert code == 0
    assert told(said)["variables"] == {"day": "2026-03-01"}
    assert run("play", asks, "--set", "day=today is fine")[0] == 2
