"""What is open at once is counted before more is added: many instances, many flows, many levels."""

from __future__ import annotations

import pytest

from engine.spiff import BudgetExceeded, budgets

from .conftest import Story, TestHost
from .drawing import BEGIN, flow
from .undoing import definitions, inside, note, row, user

DEEP = budgets.MOST_LEVELS


def often(number: int) -> str:
    many = f"<loopCardinality>{number}</loopCardinality>"
    return f"<multiInstanceLoopCharacteristics>{many}</multiInstanceLoopCharacteristics>"


def several(id: str, number: int) -> str:
    """A user task that so many people have at once."""
    return f'<userTask id="{id}">{often(number)}</userTask>'


def nested(levels: int) -> str:
    """A user task in so many sub-processes, each of them a loop; no start events to rest at."""
    body = row(user("u"), note("n"))
    for level in range(levels):
        body = inside(f"n{level}", often(1), body)
    return body


def refused(host: TestHost, *parts: str) -> BudgetExceeded:
    told = Story(definitions(*parts), "p", host)
    with pytest.raises(BudgetExceeded) as stopped:
        told.start(trail=[])
    assert len(told.execution._instance.index) <= budgets.MOST_TOKENS + 2
    return stopped.value


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "MOST_TOKENS", 40)


@pytest.mark.usefixtures("few")
def test_instances_within_instances_are_not_made_beyond_the_limit(host: TestHost) -> None:
    stopped = refused(host, row(inside("o", often(100), several("u", 100))))
    assert "more than 40 open positions at once, most of them at u, o" in str(stopped)
    assert stopped.elements == ["u", "o"]


@pytest.mark.usefixtures("few")
def test_what_only_waits_is_counted_too(host: TestHost) -> None:
    assert refused(host, row(several("u", 50))).elements == ["u"]


@pytest.mark.usefixtures("few")
def test_it_does_not_go_on_with_fewer_when_others_have_left(host: TestHost) -> None:
    """Given forty people and the start event that leaves, then all have it or none."""
    told = Story(definitions(row(several("u", 39))), "p", host).start()
    assert told.names() == ["u"] * 39
    assert "open positions" in str(refused(host, row(several("u", 40))))


@pytest.mark.usefixtures("few")
def test_many_tokens_on_many_flows_are_counted_as_they_come(host: TestHost) -> None:
    ways = "".join(f'<userTask id="u{n}"/>{flow("t", f"u{n}")}' for n in range(30))
    wide = f'{BEGIN}<task id="t" completionQuantity="1000"/>{flow("s", "t")}{ways}'
    assert "open positions" in str(refused(host, wide))


def test_what_is_inside_each_other_goes_down_and_up_again(host: TestHost) -> None:
    told = Story(definitions(nested(DEEP)), "p", host).start(trail=[]).reload()
    told.submit("u")
    assert (told.outcome, told.variables["trail"]) == ("completed", ["n"])


def test_it_is_cancelled_from_outside_and_from_inside(host: TestHost) -> None:
    end = '<endEvent id="z"><terminateEventDefinition/></endEvent>'
    stop = f"{user('v')}{end}{flow('v', 'z')}"
    told = Story(definitions(nested(DEEP), stop), "p", host).start(trail=[]).reload()
    told.submit("v")
    assert (told.outcome, told.variables["trail"]) == ("completed", [])


def test_what_is_deeper_is_stopped(host: TestHost) -> None:
    stopped = refused(host, nested(DEEP + 1))
    assert f"more than {DEEP} sub-processes and calls inside each other" in str(stopped)


def test_calls_count_as_levels(host: TestHost) -> None:
    def process(n: int) -> str:
        call = f'<callActivity id="c{n}" calledElement="p{n + 1}"/>'
        return f'<process id="p{n}" isExecutable="true">{call}</process>'

    chain = "".join(process(n) for n in range(200))
    last = f'<process id="p200" isExecutable="true">{note("n")}</process>'
    told = Story(definitions(user("x"), more=chain + last), "p0", host)
    with pytest.raises(BudgetExceeded, match="inside each other"):
        told.start(trail=[])


def test_a_long_row_is_said_to_have_come_so_far(host: TestHost) -> None:
    stopped = refused(host, row(*(f'<task id="t{n}"/>' for n in range(600))))
    assert stopped.elements == ["t499"]
    assert "It came as far as t499: put something on the way that waits." in str(stopped)


def test_of_a_long_loop_a_few_elements_are_named(host: TestHost) -> None:
    circle = [f'<exclusiveGateway id="t{n}"/>' for n in range(30)]
    ask = flow("t29", "t0", "1 = 1") + flow("t29", "e", "1 = 2")
    stopped = refused(host, row(*circle).replace(flow("t29", "e"), ask))
    assert "It went round t0, t1, t2, t3, t4 and 25 more: put something" in str(stopped)
    assert len(stopped.elements) == 30
