"""What a drawing tool would drop is named; what says the same twice is no loss."""

from __future__ import annotations

import json
import runpy
import subprocess
from pathlib import Path

import pytest

from engine.spiff import Unreadable
from tests.web.studio.permit import diagram
from web.studio.diagrams.lossless import losses

ROOT = Path(__file__).parents[3]
ASSETS = ROOT / "web" / "assets"
SCRIPT = Path(__file__).with_name("roundtrip.mjs")
DIAGRAMS = sorted(
    (*(ROOT / "processes").rglob("*.bpmn"), *(ROOT / "tests" / "bpmn").rglob("*.bpmn"))
)


@pytest.fixture(scope="module")
def saved() -> dict[str, dict[str, object]]:
    """Every diagram as the editor's XML library saves it when nothing was changed."""
    build = runpy.run_path(str(ASSETS / "build_assets.py"))
    tools = build["system_node"]() or build["wheel_node"]()
    given = json.dumps({str(path): path.read_text() for path in DIAGRAMS})
    ended = subprocess.run(
        [*tools.node, str(SCRIPT), str(ASSETS)],
        input=given, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    answers: dict[str, dict[str, object]] = json.loads(ended.stdout)
    return answers


@pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
def test_every_diagram_comes_out_of_the_editor_as_it_went_in(saved, path):
    answer = saved[str(path)]

    assert losses(path.read_bytes(), str(answer["xml"]).encode()) == []
    assert all("unknown attribute" in warning for warning in answer["warnings"])


def changed(old: str, new: str) -> list[str]:
    before = diagram()
    assert old in before
    return losses(before.encode(), before.replace(old, new).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<bpmn:endEvent", "\n   <bpmn:endEvent"),
        ('<bpmn:process id="permit"', '<bpmn:process processType="None" id="permit"'),
        ('x="150" y="100"', 'x="150.0" y="100.00"'),
        ('bpmnElement="how_large">', 'bpmnElement="how_large" isMarkerVisible="true">'),
        ("<bpmn:endEvent", "<bpmn:endEvent\n "),
    ],
)
def test_the_same_in_other_words_is_no_loss(old, new):
    assert changed(old, new) == []


def test_prefixes_say_nothing():
    before = diagram()
    after = before.replace("bpmn:", "model:").replace("xmlns:bpmn=", "xmlns:model=")

    assert losses(before.encode(), after.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (' bioc:stroke="#1d70b8"', "", "biocolor/1.0}stroke at \"asked\" would be lost"),
        ("size &gt; 5", "size &gt; 6", "The text at \"large\""),
        (' default="not_large"', "", "The attribute default at \"how_large\" would be lost"),
        ('name="assignee" value="clerk"', 'name="assignee"', "value at \"look_twice\""),
        ("tFormalExpression", "tExpression", "The attribute type at \"large\""),
        ('x="150"', 'x="151"', "The attribute x"),
        ("</bpmn:process>", "<bpmn:task id='t'/></bpmn:process>", "at \"permit\" would be added"),
    ],
)  # fmt: skip
def test_what_says_something_else_is_named(old, new, words):
    assert any(words in sentence for sentence in changed(old, new))


def test_a_comment_and_the_order_of_the_ways_are_kept():
    commented = diagram("<!-- drawn by hand -->").encode()
    large, small = '<bpmn:sequenceFlow id="large"', '<bpmn:sequenceFlow id="not_large"'
    first = diagram().index(large)
    second = diagram().index(small)
    end = diagram().index("<bpmn:sequenceFlow", second + 5)
    turned = diagram()[:first] + diagram()[second:end] + diagram()[first:second] + diagram()[end:]

    assert losses(commented, diagram().encode()) == ['The comment at "permit" would be lost.']
    assert any("order of large" in one for one in losses(diagram().encode(), turned.encode()))


def test_what_is_no_xml_is_not_compared():
    with pytest.raises(Unreadable):
        losses(b"<definitions", diagram().encode())
