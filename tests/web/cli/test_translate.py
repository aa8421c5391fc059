"""`plumbline translate`: a file of another tool, in sentences and in our own form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from web.cli import main

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t"><process id="p">'
)
ASKED = '<userTask id="work" camunda:assignee="${boss}"/>'
CLASS = '<serviceTask id="bill" camunda:class="org.Bill"/>'


def translate(folder: Path, body: str, *options: str) -> Result:
    file = folder / "a.bpmn"
    file.write_text(f"{HEAD}{body}</process></definitions>")
    return CliRunner().invoke(main, ["translate", str(file), *options])


def test_it_tells_what_it_translated_and_writes_it_where_it_is_told(tmp_path: Path) -> None:
    made = tmp_path / "ours.bpmn"
    told = translate(tmp_path, ASKED, "-o", str(made))
    assert told.exit_code == 0
    assert "camunda:assignee is now the property assignee with the value boss." in told.output
    assert 'name="assignee" value="boss"' in made.read_text()


def test_without_a_place_to_write_nothing_is_written(tmp_path: Path) -> None:
    told = translate(tmp_path, ASKED)
    assert "Nothing was written" in told.output
    assert "camunda:assignee" in (tmp_path / "a.bpmn").read_text()


def test_what_is_left_to_mend_is_told_with_a_remedy_and_exit_1(tmp_path: Path) -> None:
    told = translate(tmp_path, ASKED + CLASS)
    assert told.exit_code == 1
    assert "Left to mend\n  bill\n" in told.output
    assert "Choose an operation" in told.output


def test_a_program_gets_the_same_as_json(tmp_path: Path) -> None:
    said = json.loads(translate(tmp_path, ASKED + CLASS, "--json").output)
    assert [one["element"] for one in said["translated"]] == ["work"]
    assert [one["element"] for one in said["left"]] == ["bill"]


@pytest.mark.parametrize("body", ["<", "</process><process"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, body: str) -> None:
    told = translate(tmp_path, body, "-o", str(tmp_path / "ours.bpmn"))
    assert told.exit_code == 1
    assert "not well-formed" in told.output
    assert not (tmp_path / "ours.bpmn").exists()
