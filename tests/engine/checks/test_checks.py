"""What the checks say about a small bundle when one thing is wrong with it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.checks import check_file
from engine.checks.variables import keys

from .conftest import DRAWN, shape

SPOILT: dict[str, tuple[str, str, str, str, str]] = {
    "missing form": ("loan.bpmn", 'value="choose"', 'value="chose"', "choose", '"chose" is not in'),
    "no form": ("loan.bpmn", 'name="form"', 'name="why"', "choose", "shows no form"),
    "nobody": ("loan.bpmn", 'name="assignee"', 'name="why"', "choose", "Nobody is asked"),
    "misspelt property": ("loan.bpmn", '"assignee"', '"asignee"', "choose", "asignee"),
    "unknown operation": ("loan.bpmn", "books.lend", "books.led", "lend", "no operation books.led"),
    "misspelt parameter": (
        "loan.bpmn",
        'id="until"',
        'id="untl"',
        "lend",
        "books.lend does not take `untl`; it needs `until`.",
    ),
    "missing parameter": (
        "loan.bpmn",
        '<spiffworkflow:parameter id="book" type="str" value="book"/>',
        "",
        "lend",
        "books.lend needs `book`.",
    ),
    "result of nothing": (
        "loan.bpmn",
        'id="letters.send"',
        'id="letters.send" resultVariable="x"',
        "thank",
        "stays empty",
    ),
    "missing letter": ("loan.bpmn", "thanks", "thank_you", "thank", "mail/thank_you/subject.txt"),
    "broken expression": ("loan.bpmn", "answers.book,", "answers.book +,", "choose", "results"),
    "unknown function": ("loan.bpmn", "today()", "tomorrow()", "lend", "tomorrow"),
    "unknown variable": ("loan.bpmn", "&gt; days", "&gt; weeks", "f5", "weeks"),
    "answers elsewhere": ("loan.bpmn", '"book"/>', '"answers.book"/>', "lend", "answers"),
    "start variable": ("bundle.toml", "reader", "writer", "choose", "reader"),
    "variable called item": ("loan.bpmn", "days: 14", "item: 14", "choose", '"item" already'),
    "variable of ours": ("loan.bpmn", "days: 14", "instance: 1", "choose", "the engine provides"),
    "start variable called date": ("bundle.toml", "reader", "date", "loan", '"date" already'),
    "broken cell": ("rating.dmn", "&lt; 20", "&lt; &lt;", "r1", "Rule 1"),
    "unknown decision": ("loan.bpmn", ">rating<", ">ratings<", "rate", '"ratings"'),
    "no name": ("loan.bpmn", 'name="Lend it"', "", "lend", "no name"),
    "no question": ("loan.bpmn", 'name="A good reader?"', "", "good", "no question"),
    "no shape": ("loan.bpmn", shape("lend"), "", "lend", "picture"),
    "broken diagram": ("loan.bpmn", "</process>", "", "", "not well-formed"),
    "broken table": ("rating.dmn", "</decision>", "", "file", "not readable"),
    "broken form": ("forms/choose.form", "{", "[", "", "forms/choose.form"),
    "broken manifest": ("bundle.toml", "key =", "key", "", "cannot be read"),
}


def test_nothing_is_said_of_a_sound_bundle(spoilt: Any) -> None:
    assert spoilt() == []


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_wrong_is_said_with_file_element_and_remedy(spoilt: Any, case: str) -> None:
    path, old, new, element, words = SPOILT[case]
    found = spoilt(path, old, new)
    told = [f for f in found if f.element == element and words in f"{f.file} {f.sentence}"]
    assert told, found
    assert all(f.file and f.remedy for f in found)


def test_letters_need_both_parts(spoilt: Any) -> None:
    [found] = spoilt(without=["mail/thanks/body.txt"])
    assert (found.element, found.level) == ("thank", "error")
    assert "mail/thanks/body.txt" in found.sentence


def test_a_file_without_a_picture_is_one_warning(spoilt: Any) -> None:
    [found] = spoilt("loan.bpmn", DRAWN, "")
    assert (found.level, found.element) == ("warning", "")


def test_names_are_not_judged_where_it_is_not_said_what_a_process_starts_with(spoilt: Any) -> None:
    assert spoilt("bundle.toml", "[variables.loan]", "[other]") == []


@pytest.mark.parametrize(
    ("hide", "context", "wrong"),
    [
        ('=book = "x"', "{}", False),
        ("=given.any = 1 and reviewed.b = 1 and sections.c = 1 and parameters.d = 1", "{}", False),
        ("=parameters.dd = 1", "{}", True),
        ('="parameters.dd" = "x"', "{}", False),
        ("=kind = 1", "{kind: 1}", False),
        ("=kind = 1", "{}", True),
        ("=kind = 1", "context merge([a])", False),
        ("=book ==", "{}", True),
    ],
)
def test_a_condition_looks_at_what_the_form_is_given(
    spoilt: Any, hide: str, context: str, wrong: bool
) -> None:
    asked = {"type": "textfield", "key": "book", "label": "Book"}
    more = {"type": "textfield", "key": "more", "label": "M", "conditional": {"hide": hide}}
    form = json.dumps({"type": "default", "components": [asked, more]})
    given = (
        f'name="assignee" value="reader"/><spiffworkflow:property name="context" value="{context}"'
    )
    files = {"forms/choose.form": form}
    found = spoilt("loan.bpmn", 'name="assignee" value="reader"', given, files=files)
    mine = [f for f in found if f.file == "forms/choose.form"]
    assert bool(mine) == wrong
    assert all(f.element == "more" and f.remedy for f in mine)


@pytest.mark.parametrize(
    ("old", "new", "element"),
    [
        ('key = "library"', "", "key"),
        ('key = "library"', "key = 4", "key"),
        ('key = "library"', 'key = "../x"', "key"),
        ("[parameters]\nd = 1", 'parameters = "d"', "parameters"),
        ("d = 1", "d = {typename = 1}", "parameters.d"),
        ("[parameters]", '[calendar]\ncountry = "Narnia"\n[parameters]', "calendar.country"),
        ("[parameters]", '[calendar]\nzone = "Mars/X"\n[parameters]', "calendar.zone"),
        ("[parameters]", '[calendar]\nclosures = ["24/12"]\n[parameters]', "calendar.closures"),
        ('[variables.loan]\nreader = "text"', "[variables]\nloan = 3", "variables.loan"),
    ],
)
def test_a_manifest_of_the_wrong_kind_is_named_by_its_entry(
    spoilt: Any, old: str, new: str, element: str
) -> None:
    found = spoilt("bundle.toml", old, new)
    assert [(f.level, f.file, f.element) for f in found] == [("error", "bundle.toml", element)]
    assert all(f.sentence and f.remedy for f in found)


def test_errors_come_first(spoilt: Any) -> None:
    found = spoilt("rating.dmn", "&lt; 20", "&lt; &lt;")
    more = spoilt("loan.bpmn", shape("lend"), "")
    assert [f.level for f in (*found, *more)] == ["error", "warning"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{ a: 1 }", ["a"]),
        ('= { a: { b: 1 }, c: [1, 2], "d": f(x: 1, y: 2) }', ["a", "c", "d"]),
        ('{ a: "x, y: z", b: if c then {d: 1} else null }', ["a", "b"]),
        ("{}", []),
        ("context put(a, b, c)", [None]),
    ],
)
def test_the_entries_of_a_context_are_the_variables_it_writes(
    text: str, names: list[str | None]
) -> None:
    assert list(keys(text)) == names


def test_a_condition_in_another_language_is_advised_with_its_feel(spoilt: Any) -> None:
    old = 'rating = "good" and loan_made.number &gt; days'
    [found] = spoilt("loan.bpmn", old, "${rating == 'good' and loan_made.number &gt; days}")
    assert (found.element, found.level) == ("f5", "advice")
    assert found.remedy == 'Write: rating = "good" and loan_made.number > days'


def test_a_condition_nobody_can_translate_is_one_error(spoilt: Any) -> None:
    old = 'rating = "good" and loan_made.number &gt; days'
    [found] = spoilt("loan.bpmn", old, "${rating.trim() == 'good'}")
    assert (found.element, found.level) == ("f5", "error")


def test_a_file_may_import_what_lies_beside_it() -> None:
    imported = (
        b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">'
        b'<import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" location="other.bpmn"'
        b' namespace="u"/></definitions>'
    )
    assert [f.rule for f in check_file("a.bpmn", imported) if f.level == "error"] == [
        "import-missing"
    ]
    assert "import-unread" in {f.rule for f in check_file("a.bpmn", imported, ["other.bpmn"])}
