"""Processes played together: what they send each other, and who begins."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.errors import NotFound
from engine.rehearsal import START
from tests.engine.rehearsal.sketches import (
    MESSAGE,
    SIGNAL,
    Play,
    done,
    line,
    state,
    timer,
)


def test_a_message_reaches_a_process_begun_beside_it_whichever_is_named_first(
    played: Play,
) -> None:
    sender = line("p", f'<intermediateThrowEvent id="send">{MESSAGE}</intermediateThrowEvent>')
    taker = line("q", f'<intermediateCatchEvent id="get">{MESSAGE}</intermediateCatchEvent>')
    for order in (("p", "q"), ("q", "p")):
        end = played(sender, taker, of=order)
        assert end.outcome == "completed"
        assert "q_end" in done(end)


def test_a_message_begins_the_process_it_starts(played: Play) -> None:
    end = played(line("p", end=MESSAGE), line("q", start=MESSAGE))
    assert done(end) == ["p_start", "p_end", "q_start", "q_end"]
    assert [one.process for one in end.instances] == ["p", "q"]


def test_a_process_begun_by_name_is_not_begun_again_by_its_event(played: Play) -> None:
    end = played(line("p", end=MESSAGE), line("q", start=MESSAGE), of=("p", "q"))
    assert state(end, "q_start") == ["completed"]
    assert end.findings == ()


def test_a_message_nobody_takes_is_advice(played: Play) -> None:
    end = played(line("p", end=MESSAGE))
    assert end.outcome == "completed"
    assert [(f.level, f.rule) for f in end.findings] == [("advice", "not_taken")]


def test_a_signal_reaches_every_instance_and_begins_processes(played: Play) -> None:
    hears = f'<intermediateCatchEvent id="hear">{SIGNAL}</intermediateCatchEvent>'
    end = played(line("p", end=SIGNAL), line("q", hears), line("r", start=SIGNAL), of=("p", "q"))
    assert end.outcome == "completed"
    assert {"q_end", "r_end"} <= set(done(end))


def test_messages_and_signals_come_from_outside_when_the_answers_say(played: Play) -> None:
    get = f'<intermediateCatchEvent id="get">{MESSAGE}</intermediateCatchEvent>'
    hear = f'<intermediateCatchEvent id="hear">{SIGNAL}</intermediateCatchEvent>'
    outside = {
        "messages": [{"name": "order", "after": "P1D"}],
        "signals": [{"name": "fire", "after": "P2D"}],
    }
    end = played(line("p", get, hear), answers=outside)
    assert end.outcome == "completed"
    assert end.activities[-1].at == START + timedelta(days=2)


def test_a_process_is_begun_by_the_clock_as_often_as_it_says(played: Play) -> None:
    clockwork = line("q", start=timer("timeCycle", "R3/P1D"))
    end = played(line("p"), clockwork)
    assert [one.process for one in end.instances] == ["p", "q", "q", "q"]


def test_each_timer_of_a_process_begins_it_by_itself(played: Play) -> None:
    both = line("q", start=timer("timeDuration", "P1D"))
    more = timer("timeDuration", "P2D")
    second = f'<startEvent id="later">{more}</startEvent><sequenceFlow id="l" sourceRef="later"'
    end = played(line("p"), both.replace("</process>", f'{second} targetRef="q_end"/></process>'))
    assert state(end, "later") == state(end, "q_start") == ["completed"]
    assert len(end.instances) == 3


def test_a_diagram_that_throws_its_own_message_begins_with_the_one_nobody_throws(
    played: Play,
) -> None:
    call = line("q", start=MESSAGE, end=SIGNAL)
    end = played(call, line("r", start=SIGNAL))
    assert done(end) == ["q_start", "q_end", "r_start", "r_end"]


@pytest.mark.parametrize("start", [MESSAGE, SIGNAL, timer("timeDuration", "P1D")])
def test_the_only_process_begins_at_its_event_as_if_it_had_happened(
    played: Play, start: str
) -> None:
    end = played(line("p", start=start))
    assert end.outcome == "completed"
    assert {row.at for row in end.activities} == {START}


def test_a_process_that_is_called_does_not_begin_by_itself(played: Play) -> None:
    call = '<callActivity id="call" calledElement="q"/>'
    end = played(line("p", call), line("q"))
    assert [one.process for one in end.instances] == ["p"]
    assert "q_end" in done(end)


def test_processes_that_are_only_pictures_are_played_when_nothing_else_is_there(
    played: Play,
) -> None:
    picture = line("p").replace('id="p"', 'id="p" isExecutable="false"')
    assert done(played(picture)) == ["p_start", "p_end"]
    assert [one.process for one in played(picture, line("q")).instances] == ["q"]
    assert [one.process for one in played(picture, line("q"), of=("p",)).instances] == ["p"]


def test_a_process_that_is_not_there_is_refused_by_name(played: Play) -> None:
    with pytest.raises(NotFound, match="Choose from: p"):
        played(line("p"), of=("q",))
