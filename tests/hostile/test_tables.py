"""Decision files written to exhaust, to go round for ever, or to reach what is outside."""

from __future__ import annotations

import pytest

from engine.checks import check_file
from engine.decisions import DecisionFailed, Decisions, checking, evaluate, read
from engine.expressions import Settings
from tests.hostile.material import errors, in_time

HEAD = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"'
    ' namespace="n">'
)
LITERAL = "<literalExpression><text>{}</text></literalExpression>"


def file(*parts: str) -> str:
    return f"{HEAD}{''.join(parts)}</definitions>"


def decision(id: str, feel: str, *needs: str, functions: tuple[str, ...] = ()) -> str:
    arrows = [f'<requiredDecision href="#{one}"/>' for one in needs]
    needed = "".join(f"<informationRequirement>{a}</informationRequirement>" for a in arrows)
    known = "".join(map(knowing, functions))
    inside = f'<variable name="{id}"/>{needed}{known}{LITERAL.format(feel)}'
    return f'<decision id="{id}" name="{id}">{inside}</decision>'


def knowing(function: str) -> str:
    required = f'<requiredKnowledge href="#{function}"/>'
    return f"<knowledgeRequirement>{required}</knowledgeRequirement>"


def function(id: str, feel: str, *needs: str) -> str:
    logic = f'<formalParameter name="a"/>{LITERAL.format(feel)}'
    inside = f'<variable name="{id}"/><encapsulatedLogic>{logic}</encapsulatedLogic>'
    arrows = "".join(map(knowing, needs))
    return (
        f'<businessKnowledgeModel id="{id}" name="{id}">{inside}{arrows}</businessKnowledgeModel>'
    )


def table(*rules: tuple[str, str], columns: int = 1) -> str:
    inputs = "".join(
        f'<input id="i{n}"><inputExpression><text>x</text></inputExpression></input>'
        for n in range(columns)
    )
    rows = "".join(
        f'<rule id="r{n}">{f"<inputEntry><text>{cell}</text></inputEntry>" * columns}'
        f"<outputEntry><text>{answer}</text></outputEntry></rule>"
        for n, (cell, answer) in enumerate(rules)
    )
    held = (
        f'<decisionTable id="dt" hitPolicy="FIRST">{inputs}<output id="o"/>{rows}</decisionTable>'
    )
    return f'<decision id="t" name="t"><variable name="t"/>{held}</decision>'


def contexts(deep: int) -> str:
    begin = '<context><contextEntry><variable name="a"/>' * deep
    end = "</contextEntry></context>" * deep
    inside = f'<variable name="t"/>{begin}{LITERAL.format(1)}{end}'
    return f'<decision id="t" name="t">{inside}</decision>'


DIAMONDS = "".join(
    decision(f"{side}{n}", "1", *((f"l{n - 1}", f"r{n - 1}") if n else ()))
    for n in range(40)
    for side in "lr"
)
CHAIN = "".join(decision(f"d{n}", f"d{n - 1} + 1", f"d{n - 1}") for n in range(1, 600))
LONG = "".join(decision(f"d{n}", "1", f"d{n - 1}") for n in range(1, 400))
SERVICES = "".join(
    f'<decisionService id="s{n}" name="s{n}"><outputDecision href="#d399"/>'
    '<inputDecision href="#d0"/></decisionService>'
    for n in range(400)
)
JAVA = (
    '<functionDefinition kind="Java"><context><contextEntry><variable name="class"/>'
    + LITERAL.format('"java.lang.Runtime"')
    + "</contextEntry></context></functionDefinition>"
)
REFUSED = {
    "10,000 rules": (file(table(*((str(n), "1") for n in range(10_000)))), "larger than 1 MB"),
    "1,001 rules": (file(table(*(("-", "1") for _ in range(1_001)))), "The table has 1,001 rules"),
    "a circle of decisions": (
        file(decision("a", "b", "b"), decision("b", "a", "a")),
        "in a circle: a needs b needs a",
    ),
    "a decision that needs itself": (file(decision("a", "a", "a")), "a needs a"),
    "a circle of functions": (
        file(
            decision("t", "f(1)", functions=("f",)),
            function("f", "g(a)", "g"),
            function("g", "f(a)", "f"),
        ),
        "f needs g needs f",
    ),
    "400 services with 400 decisions each": (
        file(
            *(decision("d0", "1"), LONG, SERVICES),
            decision("t", "1", functions=tuple(f"s{n}" for n in range(400))),
        ),
        "too many decisions to follow",
    ),
    "contexts 60 deep": (file(contexts(60)), "nested more than 100 elements deep"),
    "contexts 2,000 deep": (file(contexts(2_000)), "not readable XML"),
    "Python in a cell": (file(table(('__import__("os")', "1"))), "no function"),
    "a cell that is not closed": (file(table(("(", "1"))), "not complete"),
    "a pattern that runs away": (file(table(('matches(?, "(a+)+$")', "1"))), "pattern"),
    "a cell of brackets": (file(table(("(" * 200 + "1" + ")" * 200, "1"))), "nested too deeply"),
    "a cell of 2,000 letters": (file(table(("x" * 2_000, "1"))), "longer than"),
    "a function in Java": (
        file(decision("t", "1").replace(LITERAL.format(1), JAVA)),
        "written in Java",
    ),
    "another language": (
        file(decision("t", "1")).replace(
            "<literalExpression>", '<literalExpression expressionLanguage="urn:python">'
        ),
        "written in urn:python",
    ),
}
STOPPED = {
    "an endless list in a cell": file(table(("-", "count(for i in 1..1000000000 return i)"))),
    "a function that calls itself": file(
        decision("t", "f(1)", functions=("f",)), function("f", "f(a)")
    ),
    "a function that calls itself twice": file(
        decision("t", "f(40)", functions=("f",)),
        function("f", "if a &lt; 2 then a else f(a - 1) + f(a - 2)", "f"),
    ),
    "two types that are each other": file(
        '<itemDefinition name="A"><typeRef>B</typeRef></itemDefinition>',
        '<itemDefinition name="B"><typeRef>A</typeRef></itemDefinition>',
        decision("t", "1").replace('<variable name="t"/>', '<variable name="t" typeRef="A"/>'),
    ),
    "600 decisions one on another": file(
        decision("d0", "1"), CHAIN, decision("t", "d599", "d599")
    ),
    "a text that doubles": file(
        decision(
            "t", 'for i in 1..60 return if i = 1 then "ab" else partial[-1] + partial[-1]'
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_table_that_is_refused(kind: str) -> None:
    text, words = REFUSED[kind]
    with in_time():
        found = errors(check_file("a.dmn", text.encode()))
    assert any(words in one.sentence for one in found), found


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", STOPPED)
def test_a_decision_that_never_ends_is_stopped_and_the_next_answers(
    kind: str, settings: Settings
) -> None:
    found = Decisions(read(STOPPED[kind].encode(), "a.dmn"))
    with in_time(), pytest.raises(DecisionFailed):
        evaluate(found, "t", {"x": 1}, settings)
    fine = read(file(decision("fine", "1 + 1")).encode(), "b.dmn")
    assert evaluate(fine, "fine", {}, settings) == 2


def test_arrows_that_part_and_meet_forty_times_are_followed_once_each(settings: Settings) -> None:
    """Given 2^40 ways from the last decision to the first, then it is judged all the same."""
    content = file(DIAMONDS, decision("t", "l39 + r39", "l39", "r39")).encode()
    with in_time():
        assert errors(check_file("a.dmn", content)) == []
    assert evaluate(read(content, "a.dmn"), "t", {}, settings) == 2


def test_more_different_texts_than_can_be_judged_are_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "MOST_TEXTS", 50)
    many = file(table(*((str(n), f'"{n}"') for n in range(60))))
    [found] = errors(check_file("a.dmn", many.encode()))
    assert "more than 50 different texts" in found.sentence
    few = file(table(*(("1", "2") for n in range(60))))
    assert errors(check_file("a.dmn", few.encode())) == []


def test_an_import_that_leads_out_of_the_folder_is_not_opened() -> None:
    """Given a file outside as an import, then the import leads nowhere and nothing is read."""
    outside = (
        '<import name="n" namespace="m" locationURI="file:///etc/passwd"'
        ' importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>'
    )
    found = check_file("a.dmn", file(outside, decision("t", "1")).encode())
    assert not any("root:" in one.sentence for one in found)


@pytest.mark.parametrize("name", ["constructor", "prototype", "self", "eval", "Symbol"])
def test_names_of_python_and_javascript_are_only_names(name: str, settings: Settings) -> None:
    content = file(decision(name, "1"), decision("t", f"{name} + 1", name)).encode()
    assert evaluate(read(content, "a.dmn"), "t", {}, settings) == 2


@pytest.mark.parametrize("name", ["toString", "hasOwnProperty", "__proto__", "typename"])
def test_names_that_every_object_has_are_refused(name: str) -> None:
    content = file(decision(name, "1"), decision("t", f"{name} + 1", name)).encode()
    assert any("may not be used" in one.sentence for one in errors(check_file("a.dmn", content)))
