"""A form that cannot be used is refused with file, component and remedy."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

import forms
from engine.expressions.checking import reserved_names
from forms.names import FEEL

GOOD = {"type": "textfield", "key": "name", "label": "Name"}
BARE_TOML = b'title = "T"\norder = ["a"]\n[titles]\na = "A"\n'


def schema(*components: object) -> bytes:
    return json.dumps({"type": "default", "components": components}).encode()


def refusal(files: Mapping[str, bytes]) -> forms.FormRefused:
    with pytest.raises(forms.FormRefused) as refused:
        forms.read(files)
    assert refused.value.remedy
    assert str(refused.value).startswith(refused.value.file)
    return refused.value


@pytest.mark.parametrize(
    ("component", "named", "sentence"),
    [
        ({"type": "iframe", "id": "f"}, "f", 'There is no component type "iframe".'),
        ({"type": "textfield", "id": "f"}, "f", "The component has no key."),
        ({**GOOD, "key": "typename"}, "typename", "is kept for the engine"),
        ({**GOOD, "key": "__class__"}, "__class__", "is kept for the engine"),
        ({**GOOD, "key": "count"}, "count", "already a word of the expression language"),
        ({**GOOD, "key": "a.b"}, "a.b", "is not a name"),
        ({**GOOD, "key": "reviewed"}, "reviewed", "already a word"),
        ({**GOOD, "properties": {"fro": "x"}}, "name", 'There is no property "fro".'),
        ({**GOOD, "validate": {"pattern": "(a+)+$"}}, "name", "repeats something that repeats"),
        ({**GOOD, "validate": {"pattern": "("}}, "name", "not a regular expression"),
        ({**GOOD, "validate": {"minLength": "x"}}, "name", "minLength is not a whole number"),
        ({**GOOD, "conditional": {"hide": "=name = 1"}}, "name", "depends on itself"),
        ({"type": "radio", "key": "r", "values": []}, "r", "missing or repeated"),
        ({"type": "datetime", "key": "d", "subtype": "time"}, "d", "Times are not supported"),
        ({"type": "group", "id": "g", "components": []}, "g", "is empty"),
        ({"type": "group", "id": "g", "path": "p", "components": [GOOD]}, "p", "has a path"),
        ("text", "", "A component is not an object."),
    ],
)
def test_a_faulty_component_is_named(component: object, named: str, sentence: str) -> None:
    refused = refusal({"forms/tiny.form": schema(component)})
    assert (refused.file, refused.component) == ("forms/tiny.form", named)
    assert sentence in refused.sentence


def test_broken_json_names_line_and_column() -> None:
    assert "line 2, column" in refusal({"forms/tiny.form": b'{"components":\n [}'}).sentence
    assert "not hold a form" in refusal({"forms/tiny.form": b"[]"}).sentence
    assert "UTF-8" in refusal({"forms/tiny.form": b"\xff\xfe"}).remedy
    assert "no components" in refusal({"forms/tiny.form": b"{}"}).sentence


def test_two_questions_with_one_key_need_different_roles() -> None:
    assert "Two questions" in refusal({"forms/tiny.form": schema(GOOD, GOOD)}).sentence
    mine = {**GOOD, "properties": {"for": "a"}}
    assert "Two questions" in refusal({"forms/tiny.form": schema(GOOD, mine)}).sentence
    both = schema(mine, {**GOOD, "properties": {"for": "b"}})
    assert forms.read({"forms/tiny.form": both})["tiny"].sections[0].find("name", "b") is not None


def test_conditions_may_not_go_round_in_a_circle() -> None:
    one = {**GOOD, "key": "one", "conditional": {"hide": "=two = null"}}
    two = {**GOOD, "key": "two", "conditional": {"hide": "=one = null"}}
    assert "depends on itself" in refusal({"forms/tiny.form": schema(one, two)}).sentence


def test_the_key_of_an_explanation_must_be_free() -> None:
    compared = {**GOOD, "properties": {"review": "true"}}
    taken = schema(compared, {**GOOD, "key": "name_why"})
    assert '"name_why" is needed' in refusal({"forms/tiny.form": taken}).sentence


def test_a_column_of_a_list_may_not_have_a_condition() -> None:
    column = {**GOOD, "conditional": {"hide": "=x"}}
    rows = {"type": "dynamiclist", "path": "rows", "components": [column]}
    assert "has a condition" in refusal({"forms/tiny.form": schema(rows)}).sentence
    nested = {"type": "dynamiclist", "path": "outer", "components": [rows]}
    assert "inside another" in refusal({"forms/tiny.form": schema(nested)}).sentence


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        (b"title = ", "cannot be read"),
        (b"order = []", "has no title"),
        (b'title = "T"', "order or the titles are missing"),
        (b'title = "T"\norder = ["a", "b"]\n[titles]\na = "A"', '"b" has no title'),
        (BARE_TOML.replace(b"[titles]", b"explain_min_length = 0\n[titles]"), "above 0"),
        (BARE_TOML + b'[[groups]]\ntitle = "G"\nsections = []\n', "each section once"),
    ],
)
def test_a_faulty_form_toml_is_refused(toml: bytes, sentence: str) -> None:
    files = {"forms/tiny/form.toml": toml, "forms/tiny/a.form": schema(GOOD)}
    refused = refusal(files)
    assert refused.file == "forms/tiny/form.toml"
    assert sentence in refused.sentence


def test_a_folder_and_its_files_must_agree() -> None:
    assert "no form.toml" in refusal({"forms/tiny/a.form": schema(GOOD)}).sentence
    assert 'section "a" has no file' in refusal({"forms/tiny/form.toml": BARE_TOML}).sentence
    files = {"forms/tiny/form.toml": BARE_TOML}
    files |= {"forms/tiny/a.form": schema(GOOD), "forms/tiny/b.form": schema(GOOD)}
    assert refusal(files).file == "forms/tiny/b.form"


def test_expressions_are_listed_with_their_component() -> None:
    asked = {**GOOD, "conditional": {"hide": "= given.x = 1"}}
    text = {"type": "text", "id": "hello", "text": "{{ given.y }}"}
    files = {"forms/one.form": schema(asked, text), "forms/two/form.toml": BARE_TOML}
    found = forms.read({**files, "forms/two/a.form": schema(asked)})
    assert found["one"].expressions() == [("name", "given.x = 1"), ("hello", "given.y")]
    assert found["two"].expressions() == [("a/name", "given.x = 1")]


def test_every_word_of_the_expression_language_is_refused_as_a_key() -> None:
    names = {name for name in reserved_names() if name.isidentifier() and name == name.lower()}
    assert names - FEEL == set()
