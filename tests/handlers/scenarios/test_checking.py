"""A scenario that names what is no longer there is told of, before it passes for ever."""

from __future__ import annotations

from engine.bundle import Bundle
from engine.checks.subject import Subject
from engine.registry import Registry
from handlers.scenarios.checking import findings

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core" targetNamespace="t">'
)
DIAGRAM = f"""{HEAD}<process id="lend" isExecutable="true"><startEvent id="start"/>
<userTask id="choose"><extensionElements><spiffworkflow:properties>
<spiffworkflow:property name="form" value="book"/>
</spiffworkflow:properties></extensionElements></userTask><endEvent id="end"/>
<sequenceFlow id="in" sourceRef="start" targetRef="choose"/>
<sequenceFlow id="out" sourceRef="choose" targetRef="end"/></process></definitions>"""
FORM = '{"type": "default", "id": "book", "components": [%s]}'
FIELD = '{"type": "textfield", "id": "name", "key": "name", "label": "Which book?"}'
STORY = """title = "A book"
[given]
process = "lent"
[[step]]
submit = "choose"
answers = { nam = "Emma", name = "Emma" }
[[step]]
expect.not_reached = ["gone"]
expect.timers = { went = "2026-12-01 09:00" }
expect.letters = ["overdue to rita", "thanks to rita"]
[[step]]
expect.waiting.lend = ["choose", "left"]
expect.processes = { lend = ["active"], other = [] }
"""


def told(story: str) -> list[tuple[str, str]]:
    """The name and the sentence of everything that is found in a story."""
    files = {
        "bundle.toml": 'key = "lending"\ntitle = "Lending"\n',
        "lend.bpmn": DIAGRAM,
        "forms/book.form": FORM % FIELD,
        "mail/thanks/subject.txt": "Thanks",
        "scenarios/book.toml": story,
    }
    bundle = Bundle({path: text.encode() for path, text in files.items()})
    return [(one.element, one.sentence) for one in findings(Subject.of(bundle, Registry()))]


def test_each_name_of_nothing_is_told_with_its_step() -> None:
    said = "The scenario “A book” says {} at {}: there is no such {}."
    assert told(STORY) == [
        ("lent", said.format("lent", "what is given", "process")),
        ("nam", said.format("nam", "step 1", "question in the form of choose")),
        ("gone", said.format("gone", "step 2", "element in any process")),
        ("went", said.format("went", "step 2", "element in any process")),
        ("overdue", said.format("overdue", "step 2", "letter")),
        ("left", said.format("left", "step 3", "element in any process")),
        ("other", said.format("other", "step 3", "process")),
    ]


def test_what_cannot_be_read_is_left_to_whoever_plays_it() -> None:
    for story in ("[[step", 'step = "one"', "[[step]]\nexpect = 1\n"):
        assert told(story) == []
