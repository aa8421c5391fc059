"""Whatever is sent: nothing breaks, nothing typed is lost, and binding again changes nothing."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

import forms
from tests.forms.support import AUDITOR, FOLDER, REVIEWER, decide, posted

FILES = [p for p in FOLDER.rglob("*") if p.is_file()]
AUDIT = forms.read({f"forms/{p.relative_to(FOLDER).as_posix()}": p.read_bytes() for p in FILES})[
    "audit"
]
TEXT = st.text(max_size=40)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
ODD = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(TEXT, PLAIN, max_size=3)
LIKELY = st.sampled_from(["yes", "partly", "no", "na", "good", "inadequate", "on", "1", "", "2026"])
SOME = settings(max_examples=60, deadline=None)


def names_of(section: forms.Section) -> list[str]:
    keys = sorted({c.key for c in section.walk() if c.key})
    rows = ["_count:actions", "actions[0].action", "actions[0].due-day", "actions[0].owner"]
    return [*keys, *(f"{key}_why" for key in keys), *rows]


def submissions(key: str) -> st.SearchStrategy[tuple[forms.Section, dict[str, str]]]:
    section = AUDIT.section(key)
    words = st.dictionaries(st.sampled_from(names_of(section)), LIKELY | TEXT, max_size=25)
    return st.tuples(st.just(section), words)


SENT = st.one_of([submissions(key) for key in ("s1", "s4", "s9", "overview")])
REVIEWED = st.sampled_from([None, {"s1_1": "no", "s4_2": "yes", "grade": "good"}])


@SOME
@given(submitted=SENT, reviewed=REVIEWED)
def test_binding_its_own_answers_changes_nothing(
    submitted: tuple[forms.Section, dict[str, str]],
    reviewed: dict[str, str] | None,
    evaluate: forms.Evaluate,
) -> None:
    section, sent = submitted
    context = AUDITOR if reviewed is None else REVIEWER
    first = forms.bind(
        section,
        context=context,
        posted=posted(sent),
        reviewed=reviewed,
        evaluate=evaluate,
        decide=decide,
    )
    for saved in (first.answers, first.words):
        again = forms.bind(
            section,
            context=context,
            saved=saved,
            reviewed=reviewed,
            evaluate=evaluate,
            decide=decide,
        )
        assert again.answers == first.answers


@SOME
@given(submitted=SENT)
def test_no_word_is_lost_and_words_are_json(
    submitted: tuple[forms.Section, dict[str, str]], evaluate: forms.Evaluate
) -> None:
    section, sent = submitted
    bound = forms.bind(
        section, context=AUDITOR, posted=posted(sent), evaluate=evaluate, decide=decide
    )
    words = json.loads(json.dumps(bound.words))
    asked = [c for c in section.walk() if c.type in ("textarea", "textfield")]
    for component in asked:
        typed = sent.get(component.key, "")
        if component.role in ("", "auditor") and typed.isprintable():
            assert words.get(component.key, "") == typed


@SOME
@given(
    answers=st.dictionaries(st.sampled_from(names_of(AUDIT.section("s4"))) | TEXT, ODD, max_size=8)
)
def test_any_stored_json_is_judged_without_a_fault(
    answers: dict[str, object], evaluate: forms.Evaluate
) -> None:
    kept, problems = forms.check(
        AUDIT,
        {"s4": answers},
        sections=["s4"],
        context=REVIEWER,
        reviewed={"s4": {"grade": "good"}},
        evaluate=evaluate,
        decide=decide,
    )
    assert problems
    assert set(kept) == {"s4"}
