"""The machine's limits, and that it is one per thread and process."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine import expressions
from engine.expressions import ExpressionFailed, KernelMissing, Settings, machine

SLOW = "count(flatten(for i in 1..2000 return for j in 1..2000 return i)) > 0"


def test_a_slow_text_is_stopped_after_a_second_and_one_more_try(settings: Settings) -> None:
    begun = time.process_time()

    with pytest.raises(ExpressionFailed, match="it took longer than one second"):
        expressions.evaluate(SLOW, {}, settings)

    assert 1.5 < time.process_time() - begun < 4


def test_a_greedy_text_is_stopped_by_the_memory_limit(settings: Settings) -> None:
    with pytest.raises(ExpressionFailed, match="it needs too much memory"):
        expressions.evaluate("for a in 1..1000000000 return a", {}, settings)


def test_an_innocent_text_stopped_under_load_gets_another_try(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a machine whose time is up at once, then the text is tried again in a fresh one."""
    monkeypatch.setattr(machine, "SECONDS", 0.0001)
    machine.forget()
    tired = machine._machine()
    monkeypatch.setattr(machine, "SECONDS", 1.0)

    value = expressions.evaluate("count(for i in 1..3000 return i)", {}, settings)

    assert value == 3000
    assert machine._machine() is not tired


def test_a_machine_that_met_a_limit_is_thrown_away(settings: Settings) -> None:
    expressions.evaluate("1", {}, settings)
    before = machine._machine()

    with pytest.raises(ExpressionFailed, match="nested too deeply"):
        expressions.evaluate("{f: function(g) g(g), r: f(f)}.r", {}, settings)

    assert machine._machine() is not before


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


def test_each_thread_has_a_machine_of_its_own(settings: Settings) -> None:
    expressions.evaluate("1", {}, settings)
    mine, others = machine._machine(), []

    def look() -> None:
        expressions.evaluate("1", {}, settings)
        others.append(machine._machine())

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()

    assert others[0] is not mine


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

    assert len(machine._machine().calendars) <= machine.MOST_KEPT + 1


def test_starting_makes_no_machine() -> None:
    code = (
        "import sys; from engine import expressions;"
        "from engine.expressions import machine;"
        "raise SystemExit(hasattr(machine._local, 'machine'))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, env=dict(os.environ))

    assert done.returncode == 0


def test_a_kernel_that_was_not_built_is_said_to_be_missing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "KERNEL", machine.KERNEL.with_name("absent.js"))
    machine._source.cache_clear()
    machine.forget()
    try:
        with pytest.raises(KernelMissing, match="build_assets"):
            expressions.evaluate("1", {}, settings)
    finally:
        machine._source.cache_clear()
