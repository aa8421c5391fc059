"""What is read from a DMN file, and what is refused with file, element and remedy."""

from __future__ import annotations

import pytest

from engine.decisions import DecisionRefused, Decisions, check, evaluate, read
from engine.decisions.opening import NAMESPACES
from engine.expressions import Settings
from tests.engine.decisions.tiny import decisions, literal, table, text, xml

GOOD = table(["x"], [("1", "1")])


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_versions_1_1_to_1_5_are_read(namespace: str, settings: Settings) -> None:
    [decision] = read(xml(GOOD, namespace=namespace), "a.dmn")

    assert decision.id == "answer"
    assert evaluate([decision], "answer", {"x": 1}, settings) == 1


def test_a_prefixed_file_with_drawing_and_comments_is_read(settings: Settings) -> None:
    source = xml(GOOD).decode().replace("<", "<d:").replace("<d:/", "</d:").replace("<d:?", "<?")
    source = source.replace("xmlns=", "xmlns:d=")
    source = source.replace("</d:definitions>", "<!-- drawn --><x:a xmlns:x='u'/></d:definitions>")

    assert evaluate(read(source.encode(), "a.dmn"), "answer", {"x": 1}, settings) == 1


def test_a_decision_without_variable_is_known_by_its_name_or_id() -> None:
    named = literal("a", "1").replace('<variable name="a"/>', "")
    [by_name] = read(xml(named.replace('name="a"', 'name="case_type"')), "a.dmn")
    [by_id] = read(xml(named.replace('name="a"', 'name="Type of case"')), "a.dmn")

    assert (by_name.variable, by_id.variable) == ("case_type", "a")


def test_annotations_are_read_from_either_place() -> None:
    noted = table(["x"], [("1", "1")], notes=["from the\n table"])
    noted = noted.replace("</rule>", text("annotationEntry", "R42") + "</rule>")

    [decision] = read(xml(noted), "a.dmn")

    assert decision.table is not None
    assert decision.table.rules[0].note == "from the table; R42"


REFUSED = [
    (b"", "file", "not readable XML"),
    (b"<definitions", "file", "not readable XML"),
    (b"<a/>", "file", "not a DMN file"),
    (xml(GOOD, namespace="urn:other"), "file", "not a DMN file"),
    (b'<!DOCTYPE d [<!ENTITY x "y">]>' + xml().split(b"?>", 1)[1], "file", "DOCTYPE"),
    (xml('<decision name="no id"/>'), "no id", "has no id"),
    (xml('<decision id="a"/>'), "a", "has no logic"),
    (
        xml(GOOD.replace("</decision>", "<literalExpression/></decision>")),
        "answer",
        "one expression",
    ),
    (xml(literal("a", "")), "a", "expression is empty"),
    (xml(table([""], [("1", "1")])), "answer_i1", "does not say what is tested"),
    (xml(table(["x"], [("1",)])), "answer_r1", "1 + 0 cells where the table has 1 + 1"),
    (xml(table(["x"], [("1", "1")], outputs=[])), "answer", "no output column"),
    (xml(table(["x"], [("1", "1", "1")], outputs=["a", "a"])), "answer", "a name of their own"),
    (xml(table(["x"], [("1", "1")], policy="BEST")), "answer", "no hit policy BEST"),
    (xml(table(["x"], [("1", "1")], policy="PRIORITY")), "answer", "needs the order"),
    (xml(table(["x"], [("1", "1")], aggregation="SUM")), "answer", "goes with COLLECT only"),
    (
        xml(table(["x"], [("1", "1")], policy="COLLECT", aggregation="MEAN")),
        "answer",
        "no aggregation MEAN",
    ),
    (
        xml(
            table(
                ["x"],
                [("1", "1", "2")],
                outputs=["a", "b"],
                policy="COLLECT",
                aggregation="SUM",
            )
        ),
        "answer",
        "works on one output column",
    ),
    (
        xml(GOOD.replace("<inputEntry ", '<inputEntry expressionLanguage="juel" ')),
        "answer_r1",
        "written in juel",
    ),
]


@pytest.mark.parametrize(("source", "element", "sentence"), REFUSED, ids=[s for *_, s in REFUSED])
def test_a_broken_file_is_refused_with_its_remedy(
    source: bytes, element: str, sentence: str
) -> None:
    with pytest.raises(DecisionRefused) as refusal:
        read(source, "broken.dmn")

    assert refusal.value.file == "broken.dmn"
    assert refusal.value.element == element
    assert sentence in refusal.value.sentence
    assert refusal.value.remedy.endswith(".")


def test_an_entity_is_not_opened() -> None:
    source = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + xml().split(b"?>", 1)[1]

    with pytest.raises(DecisionRefused, match="Remove the DOCTYPE"):
        read(source, "a.dmn")


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([literal("a", "1"), literal("a", "2")], "a decision of the same id in tiny.dmn"),
        ([literal("a", "1", ["b"])], "requires the decision b, which is not there"),
        (
            [literal("a", "b", ["b"]), literal("b", "a", ["a"])],
            "in a circle: a needs b needs a",
        ),
        ([literal("a", "a", ["a"])], "in a circle: a needs a"),
    ],
)
def test_decisions_that_do_not_fit_together_are_refused(parts: list[str], sentence: str) -> None:
    with pytest.raises(DecisionRefused, match=sentence):
        decisions(*parts)


def test_requirements_reach_into_other_files(settings: Settings) -> None:
    one = read(xml(literal("a", "b + 1", ["b"]).replace("#b", "other.dmn#b")), "one.dmn")
    other = read(xml(literal("b", "1")), "other.dmn")

    assert evaluate(Decisions([*one, *other]), "a", {}, settings) == 2


def test_every_cell_and_expression_is_checked() -> None:
    known = decisions(
        literal("months", "monthsbetween(opened)"),
        table(
            ["months", "kind == 1"],
            [("> 3", "= 2", "unknown"), ("[1..", "-", '"ok"')],
            requires=["months"],
            policy="FIRST",
        ),
    )

    assert check(known, {"opened", "kind"}) == [
        (
            "months",
            'The expression of months: there is no function "monthsbetween".',
            "Change the expression of months.",
        ),
        (
            "answer_i2",
            "Column kind == 1: write one = to compare, not ==.",
            "Change column kind == 1.",
        ),
        ("answer_r1", 'Rule 1, answer: there is no "unknown".', "Change rule 1, answer."),
        (
            "answer_r2",
            "Rule 2, column months: it is not complete: something is missing at the end.",
            "Change rule 2, column months.",
        ),
    ]


def test_without_names_only_the_language_is_judged() -> None:
    assert check(decisions(table(["x"], [("> y", "z")]))) == []


def test_a_required_decision_may_not_be_called_like_a_function() -> None:
    known = decisions(literal("count", "1"), literal("a", "count + 1", ["count"]))

    [(element, sentence, remedy)] = [one for one in check(known) if one[0] == "count"]

    assert element == "count"
    assert "already means something" in sentence
    assert remedy == "Give the decision another variable name."
