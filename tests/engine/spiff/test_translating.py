"""A diagram of another tool in our own form: what is exact is rewritten, the rest is told."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.rehearsal import Plan, play
from engine.spiff import Translation, drawn, read, translate

from .drawing import flow, line
from .test_gate_vendors import HEAD, MANY, extended


def translated(body: str) -> Translation:
    return translate(f"{HEAD.format('')}{body}</definitions>".encode(), "a.bpmn")


def properties(found: Translation, id: str = "t") -> dict[str, str]:
    diagrams, _ = drawn(Bundle({"bundle.toml": b"", "a.bpmn": found.content}))
    return diagrams[0].graphs[0].nodes[id].properties


PEOPLE = {
    'camunda:assignee="${initiator}"': {"assignee": "initiator"},
    'camunda:assignee="amy"': {"assignee": '"amy"'},
    'flowable:candidateGroups="reviewers"': {"candidateGroup": "reviewers"},
    'camunda:dueDate="${by}" camunda:formKey="audit"': {"due": "by", "form": "audit"},
    'camunda:dueDate="2026-03-01"': {"due": 'date and time("2026-03-01T00:00:00")'},
    'camunda:formRef="audit" camunda:formRefBinding="deployment"': {"form": "audit"},
    'camunda:formKey="camunda-forms:deployment:audit.form"': {"form": "audit"},
}


@pytest.mark.parametrize("attributes", PEOPLE)
def test_who_is_asked_for_what_and_by_when_becomes_properties(attributes: str) -> None:
    found = translated(line(f'<userTask id="t" {attributes}/>'))
    assert properties(found) == PEOPLE[attributes]
    assert found.left == ()
    assert b"camunda:" not in found.content.partition(b"<process")[2]


def test_the_words_of_camunda_8_do_too() -> None:
    inside = (
        '<zeebe:assignmentDefinition assignee="=boss" candidateGroups="a"/>'
        '<zeebe:taskSchedule dueDate="=by"/><zeebe:formDefinition formId="audit"/>'
    )
    found = translated(extended("userTask", inside))
    wanted = {"assignee": "boss", "candidateGroup": "a", "due": "by", "form": "audit"}
    assert properties(found) == wanted
    assert b"<zeebe:" not in found.content


LEFT = {
    'camunda:assignee="${find(x)}"': "assignee",
    'camunda:assignee="a ${b}"': "assignee",
    'camunda:candidateGroups="a,b"': "one group",
    'camunda:candidateUsers="amy"': "candidateGroup",
    'camunda:dueDate="in a week"': "due",
    'camunda:formKey="embedded:app:a.html"': "form",
}


@pytest.mark.parametrize("attributes", LEFT)
def test_what_has_no_exact_equivalent_stays_and_is_told(attributes: str) -> None:
    found = translated(line(f'<userTask id="t" {attributes}/>'))
    assert attributes.encode() in found.content
    assert found.translated == ()
    assert [(one.element, LEFT[attributes] in one.remedy) for one in found.left] == [("t", True)]


def test_a_property_that_says_something_else_already_is_not_overwritten() -> None:
    ours = '<spiffworkflow:property name="assignee" value="bob"/>'
    held = f"<spiffworkflow:properties>{ours}</spiffworkflow:properties>"
    found = translated(extended("userTask", held, 'camunda:assignee="${amy}"'))
    assert properties(found) == {"assignee": "bob"}
    assert "keep one of the two" in found.left[0].remedy


def test_a_loop_runs_over_the_same_list() -> None:
    found = translated(line(f'<scriptTask id="t">{MANY}<script>{{ a: x }}</script></scriptTask>'))
    definitions = read(Bundle({"bundle.toml": b"", "a.bpmn": found.content}))
    loop = definitions.specs["p"].task_specs["t"].drawn.loop
    assert (loop.collection, loop.item) == ("list", "x")


def test_a_loop_of_camunda_8_keeps_its_results() -> None:
    inside = (
        "<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics"
        ' inputCollection="=orders[paid]" inputElement="order" outputCollection="bills"'
        ' outputElement="=bill"/></extensionElements></multiInstanceLoopCharacteristics>'
    )
    found = translated(line(f'<task id="t">{inside}</task>'))
    definitions = read(Bundle({"bundle.toml": b"", "a.bpmn": found.content}))
    loop = definitions.specs["p"].task_specs["t"].drawn.loop
    assert (loop.collection, loop.item) == ("orders[paid]", "order")
    assert (loop.output, loop.output_item) == ("bills", "bill")


def test_a_script_keeps_its_value_under_the_same_name() -> None:
    inside = '<zeebe:script expression="=a + 1" resultVariable="b"/>'
    found = translated(extended("scriptTask", inside))
    assert properties(found) == {"result": "b"}
    assert b"<script>a + 1</script>" in found.content


def test_a_script_of_one_expression_in_another_language_is_feel() -> None:
    script = '<scriptTask id="t" scriptFormat="groovy" camunda:resultVariable="b">{0}</scriptTask>'
    found = translated(line(script.format("<script>a &gt; 1 &amp;&amp; !c</script>")))
    assert properties(found) == {"result": "b"}
    assert b"<script>a &gt; 1 and not(c)</script>" in found.content
    kept = translated(line(script.format("<script>x = 1; x</script>")))
    assert kept.translated == ()


def test_a_decision_of_one_entry_is_asked_and_kept() -> None:
    asked = 'camunda:decisionRef="grade" camunda:resultVariable="g" camunda:mapDecisionResult="{0}"'
    found = translated(line(f'<businessRuleTask id="t" {asked.format("singleEntry")}/>'))
    assert properties(found) == {"result": "g"}
    assert b"<spiffworkflow:calledDecisionId>grade<" in found.content
    other = translated(line(f'<businessRuleTask id="t" {asked.format("resultList")}/>'))
    assert other.translated == ()
    assert [one.element for one in other.left] == ["t"]


def test_a_call_that_shares_its_variables_is_the_same_call() -> None:
    inside = '<zeebe:calledElement processId="q" propagateAllChildVariables="{0}"/>'
    found = translated(extended("callActivity", inside.format("true")))
    assert b'calledElement="q"' in found.content
    apart = translated(extended("callActivity", inside.format("false")))
    assert "sees all variables here" in apart.left[0].remedy


def test_a_key_is_written_where_the_message_is_waited_for() -> None:
    message = (
        '<message id="m" name="paid"><extensionElements>'
        '<zeebe:subscription correlationKey="=order"/></extensionElements></message>'
    )
    found = translated(line('<receiveTask id="t" messageRef="m"/>') + message)
    assert properties(found) == {"correlationKey": "order"}
    assert b'<message id="m" name="paid"/>' in found.content


def test_conditions_and_times_are_written_in_feel() -> None:
    wait = "<timerEventDefinition><timeDate>${by}</timeDate></timerEventDefinition>"
    body = line(f'<intermediateCatchEvent id="t">{wait}</intermediateCatchEvent>')
    found = translated(body.replace(flow("s", "t"), flow("s", "t", "${a == 'b'}")))
    assert b"<timeDate>by</timeDate>" in found.content
    assert b'<conditionExpression>a = "b"</conditionExpression>' in found.content


PRETTY = """<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn by hand -->
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:kept="urn:kept" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true">
    <!-- the first -->
    <bpmn:userTask id="t"{0}>
      <bpmn:documentation><![CDATA[a <b> c />]]></bpmn:documentation>{1}
      <bpmn:incoming>f</bpmn:incoming>
    </bpmn:userTask>
    <bpmn:startEvent id="s" />
  </bpmn:process>
</bpmn:definitions>
"""
OURS = """
      <bpmn:extensionElements>
        <spiffworkflow:properties>
          <spiffworkflow:property name="assignee" value="amy" />
        </spiffworkflow:properties>
      </bpmn:extensionElements>"""


def test_all_else_in_the_file_stays_as_it_is() -> None:
    found = translate(PRETTY.format(' camunda:assignee="${amy}"', "").encode(), "a.bpmn")
    wanted = PRETTY.format("", OURS)
    apart = "<bpmn:process"
    assert found.content.decode().partition(apart)[2] == wanted.partition(apart)[2]
    assert found.content.decode().splitlines()[:2] == wanted.splitlines()[:2]
    assert b'xmlns:kept="urn:kept"' in found.content


def test_a_file_that_indents_by_four_and_closes_every_tag_goes_on_doing_so() -> None:
    given = PRETTY.format(' camunda:assignee="${amy}"', "").replace("  ", "    ")
    wanted = PRETTY.format("", OURS).replace("  ", "    ")
    spelt = [text.replace(" />\n", "></{0}>\n") for text in (given, wanted)]
    given, wanted = (text.replace('id="s"></{0}>', 'id="s"></bpmn:startEvent>') for text in spelt)
    found = translate(given.encode(), "a.bpmn").content.decode()
    wanted = wanted.replace("{0}", "spiffworkflow:property")
    assert found.partition("<bpmn:process")[2] == wanted.partition("<bpmn:process")[2]


def test_a_file_with_nothing_to_translate_keeps_every_byte() -> None:
    content = PRETTY.format("", "").encode()
    assert translate(content, "a.bpmn") == Translation(content)


def test_translating_twice_changes_nothing_more() -> None:
    once = translated(line('<userTask id="t" camunda:assignee="${amy}"/>'))
    assert translate(once.content, "a.bpmn") == Translation(once.content)


@pytest.mark.parametrize("content", [b"", b"<d", b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'])
def test_what_cannot_be_read_comes_back_as_it_is(content: bytes) -> None:
    found = translate(content, "a.bpmn")
    assert found.content == content
    assert found.refused is not None


def test_a_translated_process_does_what_it_did() -> None:
    many = (
        '<extensionElements><zeebe:script expression="=price * 2" resultVariable="bill"/>'
        '</extensionElements><multiInstanceLoopCharacteristics isSequential="true">'
        '<extensionElements><zeebe:loopCharacteristics inputCollection="=prices"'
        ' inputElement="price" outputCollection="bills" outputElement="=bill"/>'
        "</extensionElements></multiInstanceLoopCharacteristics>"
    )
    asked = '<zeebe:assignmentDefinition assignee="=string(bills[2])"/>'
    found = translated(
        line(
            f'<scriptTask id="t">{many}</scriptTask>',
            f'<userTask id="u"><extensionElements>{asked}</extensionElements></userTask>',
        )
    )
    bundle = Bundle({"bundle.toml": b"", "a.bpmn": found.content})
    played = play(bundle, Plan(variables={"prices": [1, 2]}))
    assert played.outcome == "waiting"
    assert played.variables["bills"] == [2, 4]
