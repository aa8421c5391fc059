"""`plumbline check` on single files: what a file can be told without its bundle."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from web.cli import main

BPMN = Path(__file__).parents[2] / "bpmn"
SOUND = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
    '<process id="p"><startEvent id="s"/><userTask id="ask" name="Ask the family"/>'
    '<serviceTask id="tell" name="Tell the school"/><endEvent id="e"/>'
    '<sequenceFlow id="a" sourceRef="s" targetRef="ask"/>'
    '<sequenceFlow id="b" sourceRef="ask" targetRef="tell"/>'
    '<sequenceFlow id="c" sourceRef="tell" targetRef="e"/></process></definitions>'
)


def check(path: Path, *words: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    answer = CliRunner().invoke(main, ["check", str(path), *words])
    return answer.exit_code, answer.stdout


def findings(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(check(path, "--json")[1])["findings"])


def written(folder: Path, content: str, name: str = "a.bpmn") -> Path:
    file = folder / name
    file.write_text(content)
    return file


def test_a_sound_file_needs_no_bundle_no_form_and_no_handler(tmp_path: Path) -> None:
    file = written(tmp_path, SOUND)
    assert check(file)[0] == 0
    assert "error" not in {found["level"] for found in findings(file)}
    assert "bundle.toml" not in {found["file"] for found in findings(file)}


def test_a_finding_names_file_element_sentence_remedy_and_rule(tmp_path: Path) -> None:
    file = written(tmp_path, SOUND.replace('targetRef="tell"', 'targetRef="nobody"'))
    [found, *_] = [one for one in findings(file) if "nobody" in one["sentence"]]
    assert (found["level"], found["file"], found["element"]) == ("error", "a.bpmn", "b")
    assert found["remedy"]
    assert found["rule"]


def test_people_read_errors_first_under_the_file_and_how_it_ended(tmp_path: Path) -> None:
    code, said = check(written(tmp_path, SOUND.replace('targetRef="tell"', 'targetRef="nobody"')))
    lines = said.splitlines()
    assert code == 1
    assert lines[0] == "a.bpmn"
    assert lines[1].split()[0] == "error"
    assert lines[-1].endswith("It cannot go into a bundle.")


def closing(path: Path) -> str:
    """The last sentences for people."""
    return check(path)[1].splitlines()[-1]


def test_what_a_bundle_would_refuse_is_counted_at_the_end(tmp_path: Path) -> None:
    assert closing(written(tmp_path, SOUND)).endswith(
        "It can be played. In a bundle 1 of these warnings is an error."
    )
    by_hand = SOUND.replace("serviceTask", "manualTask")
    assert closing(written(tmp_path, by_hand)).endswith(
        "It can be played. In a bundle its forms, people and handlers are checked too."
    )


def test_a_finding_for_people_has_the_name_of_its_rule(tmp_path: Path) -> None:
    lines = check(written(tmp_path, SOUND))[1].splitlines()
    assert "  warning  tell  [unspecified-operations]" in lines


def test_a_table_is_checked_alone() -> None:
    assert check(BPMN / "rules.dmn")[0] == 0
    assert closing(BPMN / "rules.dmn").endswith("It can go into a bundle.")


def test_a_table_is_checked_with_what_it_imports_from_its_folder(tmp_path: Path) -> None:
    head = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="d" namespace='
    file = written(
        tmp_path,
        f"""{head}"urn:loan"><import name="lib" namespace="urn:lib"
        importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/><decision id="due" name="due">
        <variable name="due"/><informationRequirement id="r"><requiredDecision href="urn:lib#days"/>
        </informationRequirement><literalExpression><text>lib.days + 1</text></literalExpression>
        </decision></definitions>""",
        "loan.dmn",
    )
    assert check(file)[0] == 1

    library = """<decision id="days" name="days"><variable name="days"/><literalExpression>
        <text>14</text></literalExpression></decision></definitions>"""
    written(tmp_path, f'{head}"urn:lib">{library}', "library.dmn")
    assert check(file)[0] == 0


@pytest.mark.parametrize("name", ["a.bpmn", "a.dmn"])
def test_what_is_no_xml_is_a_finding(tmp_path: Path, name: str) -> None:
    file = written(tmp_path, "no xml", name)
    assert check(file)[0] == 1
    assert findings(file)[0]["file"] == name


def test_a_file_of_another_kind_is_wrong_usage(tmp_path: Path) -> None:
    assert check(written(tmp_path, "words", "a.txt"))[0] == 2


def test_checking_a_file_loads_neither_the_web_nor_the_database() -> None:
    heavy = "{m for m in sys.modules if m.split('.')[0] in ('flask', 'sqlalchemy', 'weasyprint')}"
    program = f"import sys, web.cli.check; print({heavy})"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout.decode().strip() == "set()"


def test_the_rules_are_listed_by_family_with_what_they_demand() -> None:
    listed = CliRunner().invoke(main, ["check", "--rules"])
    assert listed.exit_code == 0
    assert "boundary-event-host" in listed.stdout
    assert "A boundary event sits on an activity beside it." in listed.stdout
    assert "letter-name-unknown" in listed.stdout, "and what only handlers know"


def test_the_rules_are_listed_for_programs_with_both_examples() -> None:
    listed = CliRunner().invoke(main, ["check", "--rules", "--json"])
    [rule] = [r for r in json.loads(listed.stdout)["rules"] if r["name"] == "end-event-left"]
    assert (rule["level"], rule["element"]) == ("error", "end")
    assert rule["breaks"] != rule["keeps"]


def test_there_is_something_to_check() -> None:
    assert CliRunner().invoke(main, ["check"]).exit_code == 2
