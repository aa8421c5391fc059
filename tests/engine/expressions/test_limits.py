"""The machine's limits, and that the threads of a process share a few of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine import expressions
from engine.expressions import ExpressionFailed, KernelMissing, Settings, machine
from engine.expressions.pool import MOST, Pool


def lent() -> machine.Machine:
    """The machine that the next text would get."""
    with machine.machines.lend() as one:
        return one


SLOW = "count(flatten(for i in 1..2000 return for j in 1..2000 return i)) > 0"


def test_a_slow_text_is_stopped_after_a_second_and_one_more_try(settings: Settings) -> None:
    begun = time.process_time()

    with pytest.raises(ExpressionFailed, match="it took longer than one second"):
        expressions.evaluate(SLOW, {}, settings)

    assert 1.5 < time.process_time() - begun < 12


def test_a_greedy_text_is_stopped_by_the_memory_limit(settings: Settings) -> None:
    with pytest.raises(ExpressionFailed, match="it needs too much memory"):
        expressions.evaluate("for a in 1..1000000000 return a", {}, settings)


def test_an_innocent_text_stopped_under_load_gets_another_try(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a machine whose time is up at once, then the text is tried again in a fresh one."""
    monkeypatch.setattr(machine, "SECONDS", 0.0001)
    machine.machines.forget()
    tired = lent()
    monkeypatch.setattr(machine, "SECONDS", 1.0)

    value = expressions.evaluate("count(for i in 1..3000 return i)", {}, settings)

    assert value == 3000
    assert lent() is not tired


def test_a_machine_that_met_a_limit_is_thrown_away(settings: Settings) -> None:
    expressions.evaluate("1", {}, settings)
    before = lent()

    with pytest.raises(ExpressionFailed, match="nested too deeply"):
        expressions.evaluate("{f: function(g) g(g), r: f(f)}.r", {}, settings)

    assert lent() is not before


def test_threads_do_not_meet(settings: Settings) -> None:
    """Given many threads with data of their own, then each gets its own answers."""

    def answers(seed: int) -> list[object]:
        texts = ["n * 2", 'string(n) + "x"', "for i in list return i + n"]
        data = {"n": seed, "list": [seed, seed + 1]}
        return [expressions.evaluate(text, data, settings) for text in texts for _ in range(10)]

    with ThreadPoolExecutor(8) as pool:
        for seed, found in enumerate(pool.map(answers, range(64))):
            wanted = [seed * 2, f"{seed}x", [2 * seed, 2 * seed + 1]]
            assert found == [value for value in wanted for _ in range(10)]


def test_a_quiet_process_makes_one_machine_for_all_its_threads(settings: Settings) -> None:
    machine.machines.forget()
    expressions.evaluate("1", {}, settings)
    mine = lent()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(expressions.evaluate, "1", {}, settings).result()
        others = thread.submit(lent).result()

    assert others is mine


def test_a_busy_process_makes_no_more_machines_than_it_has_processors(settings: Settings) -> None:
    made = []
    counted = Pool(lambda: made.append(1), lambda _one: False, breaks=LookupError)

    def work(_turn: int) -> None:
        with counted.lend():
            time.sleep(0.001)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, range(200)))

    assert 1 <= len(made) <= MOST


def test_a_forked_child_makes_a_machine_of_its_own(settings: Settings) -> None:
    assert expressions.evaluate("1 + 1", {}, settings) == 2
    code = (
        "import os, datetime;"
        "from engine import expressions as e; from engine.calendar import Calendar;"
        "s = e.Settings(datetime.datetime.now(datetime.UTC), Calendar());"
        "assert e.evaluate('1 + 1', {}, s) == 2;"
        "pid = os.fork();"
        "ok = e.evaluate('1 + 1', {}, s) == 2;"
        "os._exit(0 if ok else 1) if pid == 0 else None;"
        "raise SystemExit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=30)

    assert done.returncode == 0


def test_many_calendars_do_not_fill_a_machine(settings: Settings) -> None:
    from datetime import date

    from engine.calendar import Calendar

    for year in range(1990, 1990 + machine.MOST_KEPT + 10):
        closed = Calendar(closures=frozenset({date(year, 6, 1)}))
        there = Settings(now=settings.now, calendar=closed)
        assert expressions.evaluate(f'is_working_day(date("{year}-06-01"))', {}, there) is False

    assert len(lent().calendars) <= machine.MOST_KEPT + 1


def test_starting_makes_no_machine() -> None:
    code = (
        "import sys; from engine import expressions;"
        "from engine.expressions import machine;"
        "raise SystemExit(len(machine.machines))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ))

    assert done.returncode == 0


def test_a_kernel_that_was_not_built_is_said_to_be_missing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "KERNEL", machine.KERNEL.with_name("absent.js"))
    machine._source.cache_clear()
    machine.machines.forget()
    try:
        with pytest.raises(KernelMissing, match="build_assets"):
            expressions.evaluate("40 + 302", {}, settings)
    finally:
        machine._source.cache_clear()
