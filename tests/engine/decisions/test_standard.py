"""Types, names and imports; what fails strictly is nothing by the standard."""

from __future__ import annotations

from datetime import date

import pytest

from engine.decisions import (
    DecisionFailed,
    DecisionRefused,
    Decisions,
    check,
    decide,
    evaluate,
    link,
    read_model,
)
from engine.expressions import Settings
from tests.engine.decisions.models import (
    element,
    expression,
    item,
    knowledge,
    model,
    needs,
)
from tests.engine.decisions.tiny import table, text, xml

LETTER = item("Letter", "<typeRef>string</typeRef>" + text("allowedValues", '"A","B"'))
PERSON = item(
    "Person",
    '<itemComponent name="full name"><typeRef>string</typeRef></itemComponent>'
    '<itemComponent name="marks" isCollection="true"><typeRef>Letter</typeRef></itemComponent>',
)


def asking(type: str, content: str = "the input") -> Decisions:
    """A decision about an input of a type."""
    return model(
        LETTER,
        PERSON,
        element("inputData", "the input", type=type),
        element("decision", "d", needs("Input", "the input") + expression(content)),
    )


@pytest.mark.parametrize(
    ("type", "given", "value"),
    [
        ("number", 1, 1),
        ("number", [1], 1),
        ("list", "a", ["a"]),
        ("Letter", "A", "A"),
        ("Letter", None, None),
        ("date", date(2026, 1, 2), date(2026, 1, 2)),
        ("Person", {"full name": "Ann", "marks": ["A"]}, {"full name": "Ann", "marks": ["A"]}),
    ],
)
def test_a_value_that_fits_its_type_is_taken(
    type: str, given: object, value: object, settings: Settings
) -> None:
    assert evaluate(asking(type), "d", {"the input": given}, settings) == value


@pytest.mark.parametrize(
    ("type", "given"),
    [
        ("number", "1"),
        ("Letter", "C"),
        ("Person", {"full name": "Ann"}),
        ("Person", {"full name": "Ann", "marks": ["C"]}),
        ("number", [1, 2]),
    ],
)
def test_a_misfit_fails_strictly_and_is_nothing_by_the_standard(
    type: str, given: object, settings: Settings
) -> None:
    known = asking(type)

    with pytest.raises(DecisionFailed, match=f"where the type {type} is needed"):
        evaluate(known, "d", {"the input": given}, settings)
    outcome = decide(known, "d", {"the input": given}, settings)
    assert outcome.value is None
    assert [note for note in outcome.notes if f"the type {type} is needed" in note]


def test_names_of_several_words_are_known_where_their_types_say_so(settings: Settings) -> None:
    known = asking("Person", 'the input.full name + "-" + the input.marks[1]')
    given = {"the input": {"full name": "Ann", "marks": ["A"]}}

    assert evaluate(known, "d", given, settings) == "Ann-A"
    assert check(known, set()) == []


def test_a_sign_in_a_name_is_no_operator_and_elsewhere_it_is(settings: Settings) -> None:
    known = model(
        element("inputData", "pay-day"),
        element("decision", "d", needs("Input", "pay-day") + expression("pay-day + 1")),
        element("decision", "e", expression("pay-day")),
    )

    assert evaluate(known, "d", {"pay-day": 1, "pay": 5, "day": 2}, settings) == 2
    assert evaluate(known, "e", {"pay": 5, "day": 2}, settings) == 3


def test_instance_of_knows_the_model_s_types(settings: Settings) -> None:
    known = asking("", "[the input instance of Letter, 1 instance of Letter]")

    assert evaluate(known, "d", {"the input": "A"}, settings) == [True, False]
    assert check(known, set()) == []


def test_an_unknown_type_is_told() -> None:
    found = check(asking("Nobody"), set())

    assert ("the_input", 'There is no type "Nobody".') in [(id, told) for id, told, _ in found]


def test_an_input_is_seen_by_the_standard_only_where_an_arrow_leads_to_it(
    settings: Settings,
) -> None:
    known = model(element("inputData", "a"), element("decision", "d", expression("a")))

    assert evaluate(known, "d", {"a": 1}, settings) == 1
    outcome = decide(known, "d", {"a": 1}, settings)
    assert (outcome.value, outcome.notes) == (None, ('there is no "a"',))


def test_a_missing_input_is_nothing_and_a_dash_applies_all_the_same(settings: Settings) -> None:
    known = model(
        element("inputData", "x", type="number"),
        element("decision", "d", needs("Input", "x") + grid([("> 3", "1"), ("-", "2")])),
    )

    assert evaluate(known, "d", {}, settings) == 2


def test_an_overlap_is_nothing_by_the_standard_and_the_note_names_the_rules(
    settings: Settings,
) -> None:
    known = model(element("decision", "d", grid([("> 3", "1"), ("> 4", "2")])))

    outcome = decide(known, "d", {"x": 5}, settings)

    assert outcome.value is None
    assert outcome.notes == ("rules 1 and 2 apply, but the table says that only one may",)


def grid(rules: list[tuple[str, str]]) -> str:
    """A table about x."""
    drawn = table(["x"], rules)
    return drawn[drawn.index("<decisionTable") : drawn.index("</decision>")]


def imported(href: str) -> Decisions:
    """A file that imports another, whose model of knowledge and type it uses."""
    other = xml(
        item("Amount", "number"), knowledge("twice it", ["n: Amount"], expression("n * 2"))
    ).replace(b'namespace="urn:test"', b'namespace="urn:other"')
    own = xml(
        '<import name="lib" namespace="urn:other" importType="http://www.omg.org/spec/DMN"/>',
        element("inputData", "x", type="lib.Amount"),
        element(
            "decision",
            "d",
            needs("Input", "x") + needs("Knowledge", href) + expression("lib.twice it(x)"),
        ),
    )
    return Decisions(link([read_model(own, "own.dmn"), read_model(other, "other.dmn")]))


def test_what_is_imported_is_known_after_the_import_s_name(settings: Settings) -> None:
    known = imported("urn:other#twice_it")

    assert evaluate(known, "d", {"x": 4}, settings) == 8
    assert check(known, set()) == []
    with pytest.raises(DecisionFailed, match="the type Amount is needed"):
        evaluate(known, "d", {"x": "4"}, settings)


def test_an_arrow_to_nowhere_is_refused() -> None:
    with pytest.raises(DecisionRefused, match="requires urn:other#missing, which is not there"):
        imported("urn:other#missing")


@pytest.mark.parametrize("kind", ["Java", "PMML"])
def test_functions_of_other_languages_are_refused_and_nothing_by_the_standard(
    kind: str, settings: Settings
) -> None:
    logic = f'<encapsulatedLogic kind="{kind}"><context/></encapsulatedLogic>'
    parts = xml(
        element("businessKnowledgeModel", "f", logic),
        element("decision", "d", needs("Knowledge", "f") + expression("f()")),
    )

    with pytest.raises(DecisionRefused, match="which is never run"):
        read_model(parts, "a.dmn")
    lenient = Decisions(link([read_model(parts, "a.dmn", standard=True)]))
    assert decide(lenient, "d", {}, settings).value is None
