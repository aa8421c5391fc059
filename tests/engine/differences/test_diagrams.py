"""What changed in a diagram, said as an owner would say it."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.differences import differences
from tests.diagrams import boundary, bundle, catch, chain, diagram, end, service, start, user

EVERY = "at_time(working_days_from(begun, parameters.days * (fired + 1)), parameters.send_at)"
SETTINGS = '\n[parameters]\ndays = 10\nsend_at = "08:00"\n'


def letter(*more: str, flows: str = "", write: str = "", rule: str = EVERY) -> str:
    return diagram(
        "letter",
        start(),
        write or user("write", assignee='"maya"', form="words"),
        boundary("remind", "write", rule, kind="timeCycle", ends=False),
        end("told"),
        *more,
        end(),
        (flows or chain("begin", "write", "done")) + chain("remind", "told"),
    )


def of(text: str, settings: str = SETTINGS) -> Bundle:
    found = bundle(text)
    manifest = found.files["bundle.toml"] + settings.encode()
    return Bundle({**found.files, "bundle.toml": manifest})


def told(old: Bundle, new: Bundle) -> list[str]:
    return [difference.sentence for difference in differences(old, new)]


def test_the_same_is_no_difference() -> None:
    assert told(of(letter()), of(letter())) == []


def test_a_setting_is_told_with_every_timer_that_follows_it() -> None:
    slower = SETTINGS.replace("10", "5")
    assert told(of(letter()), of(letter(), slower)) == [
        "The setting “days” is 5 instead of 10. It is used by “remind”.",
        "“remind” on “Write” comes every 5 working days from “begun” at 08:00 instead of every 10.",
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("R/P14D", "comes every 14 days instead of"),
        ("R3/PT2H", "comes every 2 hours, 3 times instead of"),
        ('now() + duration("P1M")', "comes 1 month after the moment it begins instead of"),
        ("working_days_from(today(), 1)", "comes 1 working day after the day it begins instead of"),
        ("some_rule", "comes by the rule some_rule instead of"),
    ],
)
def test_timers_are_read_out(rule: str, words: str) -> None:
    [sentence] = told(of(letter()), of(letter(rule=rule)))
    assert words in sentence


def test_a_setting_is_told_with_every_date_that_follows_it() -> None:
    hours = "working_hours_from(raised_at, parameters.days, parameters.send_at, parameters.send_at)"
    drawn = letter(
        write=user("write", assignee='"maya"', due=hours),
        rule=f"at_time(date({hours}), parameters.send_at)",
    )
    assert told(of(drawn), of(drawn, SETTINGS.replace("10", "1")))[1:] == [
        "“Write” is due 1 working hour after “raised at” instead of 10 working hours.",
        "“remind” on “Write” comes on the day that is 1 working hour after “raised at” at 08:00 "
        "instead of on the day that is 10 working hours after “raised at” at 08:00.",
    ]
    assert told(of(drawn), of(drawn, SETTINGS.replace("10", "2")))[1] == (
        "“Write” is due 2 working hours after “raised at” instead of 10."
    )


def test_a_date_that_nobody_foresaw_is_given_whole() -> None:
    def by(rule: str) -> str:
        return letter(write=user("write", assignee='"maya"', due=f"{rule}(begun, 2, 3)"))

    assert told(of(by("sooner")), of(by("later"))) == [
        "“Write” is due by the rule later(begun, 2, 3) instead of by the rule sooner(begun, 2, 3)."
    ]


def test_a_step_in_between_is_one_sentence_and_the_flows_around_it_are_none() -> None:
    with_check = letter(
        user("check", candidateGroup="managers"), flows=chain("begin", "write", "check", "done")
    )
    assert told(of(letter()), of(with_check)) == [
        "There is a new step “Check”, after “Write” and before “done”."
    ]
    assert told(of(with_check), of(letter())) == ["The step “Check” is gone."]


def test_who_is_asked_and_what_they_see() -> None:
    other = user("write", assignee='"noor"', due='today() + duration("P5D")')
    assert told(of(letter()), of(letter(write=other))) == [
        '“Write” is asked of "noor" instead of "maya".',
        "“Write” shows the form nothing instead of words.",
        "“Write” is due 5 days after the day it begins. It had no such date.",
    ]


def test_what_a_service_is_given() -> None:
    def sends(what: str) -> str:
        return letter(
            service("send", "letters/send", letter=what),
            flows=chain("begin", "write", "send", "done"),
        )

    assert told(of(sends('"a"')), of(sends('"b"'))) == [
        '“Send” is given as letter "b" instead of "a".'
    ]


def test_conditions_ways_and_kinds() -> None:
    def asks(condition: str, kind: str = "exclusiveGateway") -> str:
        way = (
            '<sequenceFlow id="q__t" sourceRef="q" targetRef="t"><conditionExpression>'
            f"{condition}</conditionExpression></sequenceFlow>"
        )
        flows = chain("begin", "write", "q", "done") + way + chain("t", "done")
        shape = f'<{kind} id="q" name="Enough?" default="q__done"/>'
        return letter(shape, '<task id="t" name="Again"/>', flows=flows)

    assert told(of(asks("n = 1")), of(asks("n = 2"))) == [
        "The way from “Enough?” to “Again” is taken when n = 2 instead of n = 1."
    ]
    assert told(of(asks("n = 1")), of(asks("n = 1", "inclusiveGateway"))) == [
        "“Enough?” is a choice of one or more instead of a choice of one."
    ]


def test_messages_and_interruption() -> None:
    def waits(message: str) -> str:
        event = catch("answer", message, '"A"')
        declared = f'<message id="m_{message}" name="{message}"/>'
        text = letter(event, flows=chain("begin", "write", "answer", "done"))
        return text.replace("<process", f"{declared}<process")

    assert told(of(waits("yes")), of(waits("no"))) == [
        "“answer” is about the message no instead of yes.",
        "“answer” keeps what came in no instead of yes.",
    ]
    stops = letter().replace('cancelActivity="false"', 'cancelActivity="true"')
    assert told(of(letter()), of(stops.replace("timeCycle", "timeDate"))) == [
        "“remind” on “Write” ends the work it belongs to."
    ]


def test_what_is_only_drawn_otherwise_is_not_passed_over() -> None:
    text = letter()
    assert told(of(text), of(text.replace("<process", "<!-- note --><process"))) == [
        "diagram_0.bpmn is drawn, laid out or annotated differently; it does the same."
    ]


def test_a_detail_without_words_of_its_own_is_not_passed_over() -> None:
    changed = letter().replace('<userTask id="write"', '<userTask implementation="x" id="write"')
    assert told(of(letter()), of(changed)) == ["“Write” differs in a detail of its drawing file."]
