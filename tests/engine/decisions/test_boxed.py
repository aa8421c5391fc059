"""Boxed expressions, business knowledge models and services do what the standard says."""

from __future__ import annotations

import pytest

from engine.decisions import DecisionFailed, DecisionRefused, Decisions, check, evaluate
from engine.expressions import Settings
from tests.engine.decisions.models import element, entry, expression, knowledge, model, needs
from tests.engine.decisions.tiny import table

FEE = knowledge("fee", ["amount: number", "rate"], expression("amount * rate"))


def decision(body: str, *more: str, needing: str = "") -> Decisions:
    """A model whose decision `d` is this."""
    return model(element("decision", "d", needing + body), *more)


TWICE = f'<functionDefinition><formalParameter name="n"/>{expression("n * 2")}</functionDefinition>'
BOXED = {
    "context": (f"<context>{entry('a', '2')}{entry('b c', 'a + 1')}</context>", {"a": 2, "b c": 3}),
    "context with a result": (
        f"<context>{entry('net pay', '40')}{entry('', 'net pay + 2')}</context>",
        42,
    ),
    "list": (f"<list>{expression('1')}{expression('x')}</list>", [1, 5]),
    "relation": (
        '<relation><column name="n"/><column name="full name"/>'
        f"<row>{expression('1')}{expression('x')}</row></relation>",
        [{"n": 1, "full name": 5}],
    ),
    "conditional": (
        f"<conditional><if>{expression('x > 3')}</if><then>{expression('1')}</then>"
        f"<else>{expression('2')}</else></conditional>",
        1,
    ),
    "for": (
        f'<for iteratorVariable="i"><in>{expression("[1, 2]")}</in>'
        f"<return>{expression('i * x')}</return></for>",
        [5, 10],
    ),
    "some": (
        f'<some iteratorVariable="i"><in>{expression("[1, 9]")}</in>'
        f"<satisfies>{expression('i > x')}</satisfies></some>",
        True,
    ),
    "every": (
        f'<every iteratorVariable="i"><in>{expression("[1, 9]")}</in>'
        f"<satisfies>{expression('i > x')}</satisfies></every>",
        False,
    ),
    "filter": (
        f"<filter><in>{expression('[{n: 1}, {n: 9}]')}</in>"
        f"<match>{expression('n > x')}</match></filter>",
        [{"n": 9}],
    ),
    "function": (f"<context>{entry('twice', TWICE)}{entry('', 'twice(x)')}</context>", 10),
}


@pytest.mark.parametrize(("body", "value"), BOXED.values(), ids=BOXED)
def test_every_boxed_expression_has_its_value(body: str, value: object, settings: Settings) -> None:
    known = decision(body)

    assert evaluate(known, "d", {"x": 5}, settings) == value
    assert check(known, {"x"}) == []


def test_a_knowledge_model_is_called_in_a_text_or_invoked_with_names(settings: Settings) -> None:
    invoked = (
        f"<invocation>{expression('fee')}"
        f'<binding><parameter name="rate"/>{expression("2")}</binding>'
        f'<binding><parameter name="amount"/>{expression("x")}</binding></invocation>'
    )
    needing = needs("Knowledge", "fee")

    for body in (expression("fee(x, 2)"), expression("fee(rate: 2, amount: x)"), invoked):
        known = decision(body, FEE, needing=needing)
        assert evaluate(known, "d", {"x": 5}, settings) == 10
        assert check(known, {"x"}) == []


def test_a_table_may_be_the_logic_of_a_knowledge_model(settings: Settings) -> None:
    inner = table(["n"], [("< 3", '"few"'), (">= 3", '"many"')])
    inner = inner[inner.index("<decisionTable") : inner.index("</decision>")]
    known = decision(
        expression("size(x)"),
        knowledge("size", ["n"], inner),
        needing=needs("Knowledge", "size"),
    )

    assert evaluate(known, "d", {"x": 5}, settings) == "many"


def test_a_wrong_number_of_inputs_fails_by_name(settings: Settings) -> None:
    known = decision(expression("fee(1)"), FEE, needing=needs("Knowledge", "fee"))

    with pytest.raises(DecisionFailed, match="a function needs 2 inputs"):
        evaluate(known, "d", {}, settings)


def test_a_service_takes_its_inputs_and_answers_its_decision(settings: Settings) -> None:
    service = element(
        "decisionService",
        "assess",
        '<outputDecision href="#answer"/><inputDecision href="#base"/><inputData href="#size"/>',
    )
    answer = needs("Decision", "base") + needs("Input", "size") + expression("base + size")
    known = decision(
        expression("assess(1, 20)"),
        service,
        element("decision", "answer", answer),
        element("decision", "base", expression("500")),
        element("inputData", "size"),
        needing=needs("Knowledge", "assess"),
    )

    assert evaluate(known, "d", {"size": 7}, settings) == 21
    assert evaluate(known, "answer", {"size": 7}, settings) == 507


def service(*given: str) -> str:
    """A service `assess` that answers `answer`."""
    inside = "".join(f'<inputDecision href="#{name}"/>' for name in given)
    return element("decisionService", "assess", f'<outputDecision href="#answer"/>{inside}')


def test_a_circle_through_a_service_is_refused() -> None:
    answer = needs("Decision", "d") + expression("d + 1")

    with pytest.raises(DecisionRefused, match="d needs assess needs answer needs d"):
        decision(
            expression("assess()"),
            *(service(), element("decision", "answer", answer)),
            needing=needs("Knowledge", "assess"),
        )


def test_a_service_whose_decisions_call_it_again_is_refused() -> None:
    answer = needs("Decision", "base") + needs("Knowledge", "assess") + expression("assess(base)")

    with pytest.raises(DecisionRefused, match="assess needs assess"):
        decision(
            expression("assess(1)"),
            *(service("base"), element("decision", "answer", answer)),
            element("decision", "base", expression("500")),
            needing=needs("Knowledge", "assess"),
        )


def test_what_a_service_is_given_makes_no_circle(settings: Settings) -> None:
    """Given a decision that gives itself to the service it asks, then nothing goes round."""
    answer = needs("Decision", "d") + expression("d + 1")
    known = decision(
        expression("assess(20)"),
        *(service("d"), element("decision", "answer", answer)),
        needing=needs("Knowledge", "assess"),
    )

    assert evaluate(known, "d", {}, settings) == 21
    assert evaluate(known, "answer", {}, settings) == 22


def test_a_context_s_entries_are_checked_in_order() -> None:
    known = decision(f"<context>{entry('a', 'b')}{entry('b', 'a')}</context>")

    assert check(known, set()) == [("d", 'The entry a: there is no "b".', "Change the entry a.")]
