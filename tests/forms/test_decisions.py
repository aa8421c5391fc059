"""A form asks decisions: their values are known to its conditions and texts by name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

import forms
from forms import FormRefused
from tests.forms.support import AUDITOR, posted
from tests.forms.support import decide as bundle_decide
from tests.processes.filling import filled

Json = dict[str, Any]
GRADES = [{"label": "Good", "value": "good"}, {"label": "Poor", "value": "poor"}]
GRADE: Json = {"type": "radio", "key": "grade", "label": "Grade", "values": GRADES}
REASON: Json = {
    "type": "textarea",
    "key": "reason",
    "label": "Reason",
    "properties": {"requiredWhen": "=count(odds) > 0", "requiredMessage": "Say why"},
}
HINT: Json = {
    "type": "text",
    "id": "hint",
    "text": "{{ odds }} Just a hint.",
    "conditional": {"hide": "=count(odds) = 0"},
    "properties": {"style": "warning"},
}
ASKED: Json = {**GRADE, "conditional": {"hide": "=graded != true"}, "validate": {"required": True}}
TOML = 'title = "T"\norder = ["a", "b"]\n[titles]\na = "A"\nb = "B"\n'
EVERYWHERE = '[decisions]\ngraded = "who_grades"\n'
OVERVIEW = '[decisions.b]\nodds = "odd_grades"\n'


def decide(ids: Sequence[str], variables: Mapping[str, Any]) -> list[object]:
    """Everybody grades but in section a; it is odd to be better than a poor section."""
    made = {"who_grades": who_grades, "odd_grades": odd_grades}
    return [made[id](variables) for id in ids]


def who_grades(known: Mapping[str, Any]) -> bool:
    return str(known["section"]) != "a"


def odd_grades(known: Mapping[str, Any]) -> list[str]:
    poor = any(answers.get("grade") == "poor" for answers in known["sections"].values())
    return ["Better than a section."] if poor and known["grade"] == "good" else []


def folder(toml: str, a: Sequence[Json], b: Sequence[Json]) -> forms.Form:
    files = {
        "forms/f/form.toml": (TOML + toml).encode(),
        "forms/f/a.form": json.dumps({"components": a}).encode(),
        "forms/f/b.form": json.dumps({"components": b}).encode(),
    }
    return forms.read(files)["f"]


def bound(
    form: forms.Form, key: str, evaluate: forms.Evaluate, saved: Json, **others: Json
) -> forms.Bound:
    return forms.bind(
        form.section(key),
        context={},
        saved=saved,
        sections=others,
        evaluate=evaluate,
        decide=decide,
        validate=True,
    )


def test_a_decision_of_the_form_is_asked_by_each_section(evaluate: forms.Evaluate) -> None:
    form = folder(EVERYWHERE, [ASKED], [ASKED])
    seen = [[i.hidden for i in bound(form, key, evaluate, {}).items] for key in "ab"]
    assert seen == [[], [False]]
    kept, problems = forms.check(
        form,
        {"a": {"grade": "poor"}, "b": {}},
        sections=None,
        context={},
        reviewed=None,
        evaluate=evaluate,
        decide=decide,
    )
    assert kept == {"a": {}, "b": {}}
    assert [p.section for p in problems] == ["b"]


def test_a_decision_of_one_section_is_known_there_alone(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, HINT])
    assert [dict(s.decisions) for s in form.sections] == [{}, {"odds": "odd_grades"}]


def test_a_one_page_form_asks_beside_its_components(evaluate: forms.Evaluate) -> None:
    page = {"components": [GRADE, HINT], "decisions": {"odds": "odd_grades"}}
    [section] = forms.read({"forms/one.form": json.dumps(page).encode()})["one"].sections
    assert dict(section.decisions) == {"odds": "odd_grades"}


def test_a_hint_and_a_required_reason_follow_the_answers(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, HINT, REASON])
    odd = bound(form, "b", evaluate, {"grade": "good"}, a={"grade": "poor"})
    [hint] = odd.hints
    assert [span.text for span in hint.blocks[0].lines[0]] == [
        "Better than a section.",
        " Just a hint.",
    ]
    assert [str(p) for p in odd.problems] == ["Say why"]
    assert [row.required for row in odd.rows if row.field == "reason"] == [True]
    for saved, other in (({"grade": "poor"}, "poor"), ({"grade": "good"}, "good"), ({}, "poor")):
        plain = bound(form, "b", evaluate, saved, a={"grade": other})
        assert [hint.hidden for hint in plain.hints] == [True]
        assert plain.problems == []


def test_a_reason_that_is_given_is_kept_either_way(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, REASON])
    for grade in ("good", "poor"):
        saved = {"grade": grade, "reason": "Because."}
        page = bound(form, "b", evaluate, saved, a={"grade": "poor"})
        assert (page.answers, page.problems) == (saved, [])


def test_a_posted_answer_is_seen_at_once(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, HINT, REASON])
    page = forms.bind(
        form.section("b"),
        context={},
        saved={"grade": "poor"},
        posted=posted({"grade": "good", "reason": ""}),
        sections={"a": {"grade": "poor"}},
        evaluate=evaluate,
        decide=decide,
    )
    assert [p.field for p in page.problems] == ["reason"]


def test_a_decision_sees_what_is_kept_of_the_other_sections(evaluate: forms.Evaluate) -> None:
    """A grade that was never asked for counts for nothing, whatever a client sends."""
    form = folder(EVERYWHERE + OVERVIEW, [ASKED], [GRADE, REASON])
    _, problems = forms.check(
        form,
        {"a": {"grade": "poor"}, "b": {"grade": "good"}},
        sections=None,
        context={},
        reviewed=None,
        evaluate=evaluate,
        decide=decide,
    )
    assert problems == []


def test_how_far_a_section_is_depends_on_it(evaluate: forms.Evaluate) -> None:
    form = folder(OVERVIEW, [GRADE], [GRADE, REASON])

    def at(other: str) -> str:
        return forms.status(
            form.section("b"),
            context={},
            saved={"grade": "good"},
            sections={"a": {"grade": other}},
            evaluate=evaluate,
            decide=decide,
        )

    assert [at("good"), at("poor")] == ["complete", "in_progress"]


def test_only_what_a_text_names_is_asked_and_once(evaluate: forms.Evaluate) -> None:
    form = folder(EVERYWHERE + OVERVIEW, [GRADE], [ASKED, HINT, REASON])
    asked: list[str] = []

    def listening(ids: Sequence[str], variables: Mapping[str, object]) -> list[object]:
        asked.extend(ids)
        return decide(ids, variables)

    forms.check(
        form,
        {"a": {"grade": "good"}, "b": {"grade": "good"}},
        sections=None,
        context={},
        reviewed=None,
        evaluate=evaluate,
        decide=listening,
    )
    assert sorted(asked) == ["odd_grades", "who_grades"]


def test_without_anybody_to_decide_nothing_is_guessed(evaluate: forms.Evaluate) -> None:
    form = folder(EVERYWHERE, [ASKED], [ASKED])
    with pytest.raises(LookupError, match="who_grades"):
        forms.bind(form.section("a"), context={}, evaluate=evaluate)


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('decisions = "who_grades"\n', "no table"),
        ("[decisions]\ngraded = 3\n", "names no decision"),
        ('[decisions]\nsections = "who_grades"\n', "already a word"),
        ('[decisions]\n"not a name" = "who_grades"\n', "not a name"),
        ('[decisions]\ngrade = "who_grades"\n', "both called"),
        ('[decisions.c]\ngraded = "who_grades"\n', "no section"),
    ],
)
def test_what_is_refused(toml: str, words: str) -> None:
    first, rest = (toml, "") if toml.startswith("decisions") else ("", toml)
    files = {
        "forms/f/form.toml": (first + TOML + rest).encode(),
        "forms/f/a.form": json.dumps({"components": [GRADE]}).encode(),
        "forms/f/b.form": json.dumps({"components": [GRADE]}).encode(),
    }
    with pytest.raises(FormRefused, match=words) as refused:
        forms.read(files)
    assert refused.value.remedy


def test_a_row_of_a_list_is_not_required_by_a_rule() -> None:
    rows = {"type": "dynamiclist", "path": "rows", "label": "Rows", "components": [REASON]}
    with pytest.raises(FormRefused, match="property it may not"):
        folder("", [rows], [GRADE])


def test_judging_a_whole_stage_1_asks_twice_for_each_page(
    audit: forms.Form, evaluate: forms.Evaluate
) -> None:
    """What it costs: one batch of FEEL and one of decisions for each page, whatever it holds."""
    calls: list[str] = []

    def evaluated(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        calls.append("feel")
        return evaluate(texts, variables)

    def decided(ids: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        calls.append("decide")
        return bundle_decide(ids, variables)

    def judged(answers: Mapping[str, object]) -> Mapping[str, object]:
        calls.clear()
        kept, problems = forms.check(
            audit,
            answers,
            sections=None,
            context=AUDITOR,
            reviewed=None,
            evaluate=evaluated,
            decide=decided,
        )
        assert problems == []
        return kept

    judged(judged(filled(audit, None, AUDITOR, None, {})))
    assert calls == ["decide", "feel"] * len(audit.sections)
