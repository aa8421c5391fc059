"""Form files that two readers would read differently, that exhaust one, or that carry scripts."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from lxml.html import HtmlElement

import forms
from engine.checks import check
from engine.expressions import ExpressionFailed
from engine.registry import Registry
from forms.patterns import objection
from tests.forms.support import evaluate, render
from tests.hostile.material import bundle, errors, in_time

__all__ = ["evaluate", "render"]
SCRIPT = '<script>alert("x")</script>'
NAME = {"type": "textfield", "key": "name", "label": "Name"}
CHOICE = {**NAME, "type": "radio", "values": [{"label": "Yes", "value": "yes"}]}


def page(*components: object, **others: object) -> str:
    """A form file."""
    return json.dumps({"components": components, **others})


def with_rule(**rules: object) -> str:
    return page({**NAME, "validate": rules})


def with_values(*values: object) -> str:
    return page({**CHOICE, "values": list(values)})


def with_key(key: object) -> str:
    return page({**NAME, "key": key})


def hidden_when(feel: object) -> str:
    return page({**NAME, "conditional": {"hide": feel}})


def chain(count: int) -> list[object]:
    """So many questions, each hidden by the one before it."""
    hidden = [{"conditional": {"hide": f"=n{n - 1} = null"}} if n else {} for n in range(count)]
    return [{**NAME, "key": f"n{n}", **hidden[n]} for n in range(count)]


JSON = {
    "lists 100,000 deep": "[" * 100_000,
    "records 100,000 deep": '{"a":' * 100_000,
    "a record 60 deep": page(NAME, more=json.loads("[" * 60 + "]" * 60)),
    "a number beyond numbers": page(NAME, most=1).replace(": 1}", ": 1e999}"),
    "no number": page(NAME, most=float("nan")),
    "a number without end": page(NAME, most=float("-inf")),
    "10,000 digits": page(NAME, most=1).replace(": 1}", f": {'9' * 10_000}}}"),
    "100 digits": page(NAME, most=10**100),
    "a name twice": page(NAME)[:-1] + ', "components": []}',
    "a key twice": page(NAME).replace('"label"', '"key": "name2", "label"'),
    "half a character": page({**NAME, "label": "\ud800"}),
    "half a character as a name": page(NAME, **{"\udc00": 1}),
    "a NUL": page({**NAME, "label": "a\0b"}),
    "an endless label": page({**NAME, "label": "[" * 20_000}),
    "more than 1 MB": page(*({**NAME, "key": f"a{n}"} for n in range(30_000))),
    "10,000 components": page(*({**NAME, "key": f"a{n}"} for n in range(10_000))),
    "no text at all": "\x00",
    "a list": "[]",
    "a record as the title": page(NAME, title={"a": 1}),
    "another encoding": page({**NAME, "label": "é"}).encode().decode() + "\udcff",
}
COMPONENTS = {
    "no record": page("name"),
    "null": page(None),
    "no such type": page({**NAME, "type": "html"}),
    "a list as type": page({**NAME, "type": ["textfield"]}),
    "an endless type": page({**NAME, "type": "x" * 9_000}),
    "a button": page({"type": "button", "key": "go", "label": "Go"}),
    "a frame": page({"type": "iframe", "url": "javascript:alert(1)"}),
    "a prototype": with_key("__proto__"),
    "a type of the library": with_key("typename"),
    "the name of a function": with_key("count"),
    "a key of markup": with_key(SCRIPT),
    "a key that is a path": with_key("a.b"),
    "a key with an end of line": with_key("a\n"),
    "an endless key": with_key("a" * 9_000),
    "a record as key": with_key({"a": 1}),
    "the same key twice": page(NAME, NAME),
    "the same key in a group": page(NAME, {"type": "group", "components": [NAME]}),
    "a record as label": page({**NAME, "label": {"a": 1}}),
    "a list as text": page({"type": "text", "text": ["a"]}),
    "a group in a group": page(
        {"type": "group", "components": [{"type": "group", "components": [NAME]}]}
    ),
    "a property with a record": page({**NAME, "properties": {"rows": {"a": 1}}}),
    "a property nobody knows": page({**NAME, "properties": {"onclick": "x"}}),
    "properties as a list": page({**NAME, "properties": [1]}),
    "rules as a list": page({**NAME, "validate": [1]}),
    "required as text": with_rule(required="no"),
    "a length of yes": with_rule(minLength=True),
    "a length of 1.5": with_rule(maxLength=1.5),
    "a least of text": with_rule(min="1"),
    "answers of records": with_values({"label": {"a": 1}, "value": {"b": 1}}),
    "an answer without value": with_values({"label": "a", "value": ""}, {"label": "b"}),
    "the same answer twice": with_values("a", "a"),
    "an answer that cannot be seen": with_values({"label": "a", "value": "a\u200b"}),
    "a condition of yes": hidden_when(True),
    "a condition on itself": hidden_when("=name = null"),
    "a chain of 600": page(*chain(600)),
}
EXPRESSIONS = {
    "Python": '=__import__("os")',
    "JavaScript": "=globalThis.process",
    "brackets 1,000 deep": f"={'(' * 1_000}1{')' * 1_000}",
    "2,000 letters": f'="{"a" * 2_000}"',
    "300 signs": f"={'-' * 300}1",
    "not closed": "=(",
    "a pattern that runs away": '=matches("a", "(a+)+$")',
    "a name nobody knows": "=nobody = 1",
}
ENDLESS = {
    "a range without end": "=count(for i in 1..1000000000 return i) = 1",
    "a text that doubles": "=count(for i in 1..60 return if i = 1 then "
    '"ab" else partial[-1] + partial[-1]) = 1',
    "loops in loops": "=count(for a in 1..5000, b in 1..5000, c in 1..5000 return 1) = 1",
}
PATTERNS = (
    *("(a+)+$", "(a|a)*b", "(a?){30}a{30}", "a?" * 30 + "a" * 30, "((a)|(a))*b"),
    *(
        "(a|a)" * 20,
        r"(a)\1*",
        "(?x:(a*)  )*",
        "(a*)*",
        "(?:a{1,9}){1,9}",
        "a*a*a*b",
        "[",
        "(" * 99,
    ),
)


def said(content: str) -> list[str]:
    """What a check says of a bundle with this form."""
    files = {"forms___loan__form": content.encode(errors="surrogateescape")}
    with in_time():
        found = errors(check(bundle(**files), Registry([])))
    assert all(len(f.sentence) < 500 and len(f.element) < 100 for f in found)
    assert all(f.file == "forms/loan.form" for f in found if f.file != "d0.bpmn")
    return [f.sentence for f in found]


def read(*components: object) -> forms.Section:
    files = {"forms/loan.form": page(*components).encode()}
    return forms.read(files)["loan"].sections[0]


@pytest.mark.parametrize("kind", JSON)
def test_a_file_that_is_no_plain_json_is_refused(kind: str) -> None:
    assert said(JSON[kind])


@pytest.mark.parametrize("kind", COMPONENTS)
def test_an_odd_component_is_refused(kind: str) -> None:
    assert said(COMPONENTS[kind])


@pytest.mark.parametrize("kind", EXPRESSIONS)
def test_an_expression_that_is_no_question_is_refused(kind: str) -> None:
    assert said(hidden_when(EXPRESSIONS[kind]))
    assert said(page({"type": "text", "text": f"{{{{ {EXPRESSIONS[kind][1:]} }}}}"}))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("kind", ENDLESS)
def test_a_condition_without_end_is_stopped(kind: str, evaluate: forms.Evaluate) -> None:
    section = read({**NAME, "conditional": {"hide": ENDLESS[kind]}})
    with in_time(), pytest.raises(ExpressionFailed):
        forms.bind(section, context={}, evaluate=evaluate)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_that_could_run_away_is_refused(pattern: str) -> None:
    with in_time():
        assert objection(pattern)
    assert said(with_rule(pattern=pattern))


def test_markup_is_shown_and_not_obeyed(
    evaluate: forms.Evaluate, render: Callable[..., HtmlElement]
) -> None:
    """Given scripts wherever an owner writes words, then the page shows them as words."""
    option = {"label": SCRIPT, "value": SCRIPT}
    named = {"label": SCRIPT, "description": SCRIPT, "properties": {"guidance": SCRIPT}}
    text = (
        f'{SCRIPT} **{SCRIPT}** [x](javascript:alert(1)) [y](https://a.b/"onclick="x) {{{{ a }}}}'
    )
    section = read(
        {**NAME, **named, "validate": {"required": True}},
        {**CHOICE, **named, "key": "choice", "values": [option]},
        {**CHOICE, **named, "key": "chosen", "type": "select", "values": [option]},
        {"type": "text", "text": text},
        {"type": "group", "label": SCRIPT, "components": [{**NAME, "key": "inner", **named}]},
    )
    saved = {"name": SCRIPT, "choice": SCRIPT, "inner": f'"><img src=x onerror="{SCRIPT}'}
    bound = forms.bind(
        section, context={"a": SCRIPT}, saved=saved, evaluate=evaluate, validate=True
    )
    shown = render(bound, bound.rows)
    assert shown.xpath("//script | //img | //@onclick | //@onerror") == []
    assert not any("javascript" in href for href in shown.xpath("//@href"))
    assert shown.text_content().count(SCRIPT) > 10


@pytest.mark.parametrize("count", [40, 300])
def test_a_choice_of_many_answers_is_asked_all_the_same(
    count: int, evaluate: forms.Evaluate
) -> None:
    """Given more answers than a truth table holds, then the server decides alone."""
    values = [f"an answer with the number {n}" for n in range(count)]
    asked = {**CHOICE, "key": "choice", "type": "select", "values": values}
    follows = {**NAME, "conditional": {"hide": f'=choice != "{values[1]}"'}}
    section = read(asked, follows)
    for chosen, seen in ((values[0], ["choice"]), (values[1], ["choice", "name"])):
        bound = forms.bind(section, context={}, saved={"choice": chosen}, evaluate=evaluate)
        assert [row.field for row in bound.rows] == seen


def test_300_questions_that_hang_on_each_other_are_bound_in_time(evaluate: forms.Evaluate) -> None:
    section = read(*chain(300))
    with in_time():
        bound = forms.bind(section, context={}, saved={"n0": "a"}, evaluate=evaluate)
    assert bound.answers["n0"] == "a"


def test_what_is_hidden_by_a_prototype_is_not(evaluate: forms.Evaluate) -> None:
    """Given a condition on a name every JavaScript object has, then it is no answer's value."""
    for feel in ("=given.constructor != null", "=given.__proto__ != null", '="x".length != null'):
        section = read({**NAME, "conditional": {"hide": feel}})
        try:
            bound = forms.bind(section, context={}, saved={"name": "Amy"}, evaluate=evaluate)
        except ExpressionFailed:
            continue
        assert bound.answers == {"name": "Amy"}
