"""What a person sends becomes answers, problems and words that are never lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import forms
from forms.model import Section
from tests.forms.support import posted

Make = Callable[..., Section]
NAME = {"type": "textfield", "key": "name", "label": "Name", "validate": {"required": True}}
DAY = {"type": "datetime", "key": "day", "dateLabel": "Day", "validate": {"required": True}}
AGE = {"type": "number", "key": "age", "label": "Age", "validate": {"min": 0, "max": 25}}
COLOUR = {
    "type": "radio",
    "key": "colour",
    "label": "Colour",
    "values": [{"label": "Red", "value": "red"}, {"label": "Blue", "value": "blue"}],
}
SEEN = {"type": "checkbox", "key": "seen", "label": "Seen"}
ROWS = {
    "type": "dynamiclist",
    "path": "steps",
    "label": "Steps",
    "properties": {"minRows": "1", "requiredMessage": "Enter a step"},
    "components": [
        {"type": "textfield", "key": "what", "label": "What", "validate": {"required": True}},
        {"type": "datetime", "key": "due", "dateLabel": "By when"},
    ],
}


def send(section: Section, evaluate: forms.Evaluate, sent: Mapping[str, str]) -> forms.Bound:
    return forms.bind(section, context={}, posted=posted(sent), evaluate=evaluate)


def said(bound: forms.Bound) -> list[str]:
    return [str(problem) for problem in bound.problems]


def test_answers_have_their_types(section: Make, evaluate: forms.Evaluate) -> None:
    sent = {
        "name": " Ada \r\n",
        "age": "12",
        "day-day": "3",
        "day-month": "4",
        "day-year": "2026",
        "colour": "red",
        "seen": "on",
    }
    bound = send(section(NAME, AGE, DAY, COLOUR, SEEN), evaluate, sent)
    assert bound.problems == []
    assert bound.answers == {
        "name": "Ada",
        "age": 12,
        "day": "2026-04-03",
        "colour": "red",
        "seen": True,
    }


def test_what_is_wrong_is_said_and_kept_as_typed(section: Make, evaluate: forms.Evaluate) -> None:
    sent = {
        "name": "  ",
        "age": "twelve",
        "day-day": "31",
        "day-month": "2",
        "day-year": "2026",
        "colour": "green",
    }
    bound = send(section(NAME, AGE, DAY, COLOUR), evaluate, sent)
    assert said(bound) == [
        "Enter an answer: Name",
        "Age must be a number",
        "Day must be a real date, like 27 3 2026",
        "Choose from the list: Colour",
    ]
    assert bound.answers == {}
    assert bound.words == {
        "name": "  ",
        "age": "twelve",
        "day": {"day": "31", "month": "2", "year": "2026"},
        "colour": "green",
    }


def test_a_draft_shows_the_words_again(section: Make, evaluate: forms.Evaluate) -> None:
    page = section(NAME, AGE, DAY)
    first = send(page, evaluate, {"age": "twelve", "day-day": "31", "day-month": "2"})
    again = forms.bind(page, context={}, saved=first.words, evaluate=evaluate)
    assert again.words == first.words
    assert again.items[2].parts == {"day": "31", "month": "2", "year": ""}
    assert again.problems == []


def test_limits_are_kept_by_the_server(section: Make, evaluate: forms.Evaluate) -> None:
    short = {**NAME, "validate": {"minLength": 3, "maxLength": 5}}
    assert said(send(section(short), evaluate, {"name": "ab"})) == [
        "Name must be 3 characters or more"
    ]
    assert said(send(section(short), evaluate, {"name": "abcdef"})) == [
        "Name must be 5 characters or fewer"
    ]
    assert said(send(section(AGE), evaluate, {"age": "26"})) == ["Age must be 25 or fewer"]
    assert said(send(section(AGE), evaluate, {"age": "-1"})) == ["Age must be 0 or more"]


def test_a_hundred_thousand_characters_are_refused_and_kept(
    section: Make, evaluate: forms.Evaluate
) -> None:
    story = {"type": "textarea", "key": "story", "label": "Story"}
    bound = send(section(story), evaluate, {"story": "x" * 100_000})
    assert said(bound) == ["Story must be 20000 characters or fewer"]
    assert bound.answers == {}
    assert bound.words == {"story": "x" * 100_000}


def test_fields_that_are_not_asked_are_not_taken(section: Make, evaluate: forms.Evaluate) -> None:
    sent = {"name": "Ada", "typename": "x", "__class__": "y", "admin": "yes", "csrf_token": "z"}
    bound = send(section(NAME), evaluate, sent)
    assert bound.answers == {"name": "Ada"}
    assert bound.words == {"name": "Ada"}


def test_characters_that_are_not_text_are_left_out(section: Make, evaluate: forms.Evaluate) -> None:
    bound = send(section(NAME), evaluate, {"name": "A\x00d\ud800a\x1b"})
    assert bound.answers == {"name": "Ada"}


def test_an_unticked_box_is_no_and_a_required_one_must_be_ticked(
    section: Make, evaluate: forms.Evaluate
) -> None:
    assert send(section(SEEN), evaluate, {}).answers == {"seen": False}
    must = {**SEEN, "validate": {"required": True}, "properties": {"requiredMessage": "Tick it"}}
    assert said(send(section(must), evaluate, {})) == ["Tick it"]


def test_a_checklist_keeps_the_order_of_the_form(section: Make, evaluate: forms.Evaluate) -> None:
    colours = {**COLOUR, "type": "checklist"}
    sent = posted({"colour": ["blue", "red", "blue"]})
    bound = forms.bind(section(colours), context={}, posted=sent, evaluate=evaluate)
    assert bound.answers == {"colour": ["red", "blue"]}


def test_options_may_come_from_the_context(section: Make, evaluate: forms.Evaluate) -> None:
    officer = {"type": "select", "key": "officer", "label": "Officer", "valuesKey": "officers"}
    page = section(officer)
    context = {"officers": [{"label": "Priya Nair", "value": "p7"}]}
    good = forms.bind(page, context=context, posted=posted({"officer": "p7"}), evaluate=evaluate)
    bad = forms.bind(page, context=context, posted=posted({"officer": "p8"}), evaluate=evaluate)
    assert (good.answers, said(good)) == ({"officer": "p7"}, [])
    assert (bad.answers, said(bad)) == ({}, ["Choose from the list: Officer"])


def test_a_date_may_be_limited_by_an_expression(section: Make, evaluate: forms.Evaluate) -> None:
    past = {**DAY, "properties": {"latest": "=today()"}}
    tomorrow = {"day-day": "2", "day-month": "12", "day-year": "2026"}
    assert said(send(section(past), evaluate, tomorrow)) == [
        "Day must be 1 December 2026 or earlier"
    ]
    today = {**tomorrow, "day-day": "1"}
    assert send(section(past), evaluate, today).answers == {"day": "2026-12-01"}


def test_a_pattern_is_tried_on_what_was_written(section: Make, evaluate: forms.Evaluate) -> None:
    coded = {**NAME, "validate": {"pattern": "^[A-Z]{2}[0-9]+$"}}
    assert send(section(coded), evaluate, {"name": "AB12"}).problems == []
    assert said(send(section(coded), evaluate, {"name": "12AB"})) == [
        "Name must be in the format described"
    ]


def test_rows_are_added_and_removed_without_javascript(
    section: Make, evaluate: forms.Evaluate
) -> None:
    page = section(ROWS)
    sent = {"_count:steps": "2", "steps[0].what": "first", "steps[1].what": "second"}
    more = send(page, evaluate, {**sent, "_action": "add:steps"})
    assert (more.row_action, more.problems) == (True, [])
    assert [row[0].name for row in more.items[0].rows] == [f"steps[{n}].what" for n in range(3)]
    fewer = send(page, evaluate, {**sent, "_action": "remove:steps:0"})
    assert fewer.words == {"steps": [{"what": "second"}]}


def test_rows_are_judged_and_empty_ones_dropped(section: Make, evaluate: forms.Evaluate) -> None:
    page = section(ROWS)
    sent = {"_count:steps": "2", "steps[0].due-day": "1", "steps[0].due-month": "x"}
    bound = send(page, evaluate, sent)
    assert [(p.sentence, p.anchor) for p in bound.problems] == [
        ("Enter an answer: What", "steps-0-what"),
        ("By when must be a real date, like 27 3 2026", "steps-0-due-day"),
    ]
    assert said(send(page, evaluate, {"_count:steps": "2"})) == ["Enter a step"]
    good = send(page, evaluate, {"_count:steps": "2", "steps[1].what": "go"})
    assert good.answers == {"steps": [{"what": "go"}]}


def test_a_forged_row_count_costs_nothing(section: Make, evaluate: forms.Evaluate) -> None:
    for count in ("999999999", "-1", "²", "x", "999"):
        bound = send(section(ROWS), evaluate, {"_count:steps": count})
        assert len(bound.items[0].rows) <= 50


def test_saved_words_of_another_shape_do_not_break_the_page(
    section: Make, evaluate: forms.Evaluate
) -> None:
    page = section(NAME, AGE, DAY, COLOUR, SEEN, ROWS)
    for odd in (7, True, None, [], {}, [1], {"a": 1}, "x", 1e400):
        keys = ("name", "age", "day", "colour", "seen", "steps")
        bound = forms.bind(page, context={}, saved=dict.fromkeys(keys, odd), evaluate=evaluate)
        assert len(bound.items) == 6


def test_prefilled_from_the_context_until_something_is_saved(
    section: Make, evaluate: forms.Evaluate
) -> None:
    page = section({**NAME, "properties": {"prefill": "known_name"}})
    context = {"known_name": "Ada"}
    first = forms.bind(page, context=context, evaluate=evaluate)
    cleared = forms.bind(page, context=context, saved={"name": ""}, evaluate=evaluate)
    assert (first.words, cleared.words) == ({"name": "Ada"}, {"name": ""})


def test_what_is_offered_may_be_worked_out_from_an_earlier_answer(
    section: Make, evaluate: forms.Evaluate
) -> None:
    page = section({**NAME, "properties": {"prefill": '="Seen: " + reviewed.overview.analysis'}})
    earlier = {"overview": {"analysis": "All is well."}}
    first = forms.bind(page, context={}, reviewed=earlier, evaluate=evaluate)
    own = forms.bind(page, context={}, saved={"name": "Mine"}, reviewed=earlier, evaluate=evaluate)
    assert (first.words, own.words) == ({"name": "Seen: All is well."}, {"name": "Mine"})


def test_a_date_the_context_knows_is_offered_as_a_date(
    section: Make, evaluate: forms.Evaluate
) -> None:
    page = section({**DAY, "properties": {"prefill": "known"}})
    bound = forms.bind(page, context={"known": date(2026, 4, 3)}, evaluate=evaluate)
    assert bound.answers == bound.words == {"day": "2026-04-03"}
    assert bound.items[0].parts == {"day": "3", "month": "4", "year": "2026"}
