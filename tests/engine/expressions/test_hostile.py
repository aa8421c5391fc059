"""Nothing leads out of the language, misleads silently or exhausts the server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from engine import expressions
from engine.expressions import ExpressionFailed, Settings, machine
from tests.engine.expressions import hostile

DATA: dict[str, object] = {
    "x": 5,
    "y": None,
    "p": "(a+)+",
    "pattern": "a",
    "xs": [1],
    "due": date(2026, 12, 1),
}
# Reading an entry that is not there gives nothing, whatever the entry is called.
HARMLESS = {"[].constructor.constructor": [], 'context put({}, ["a", "__x"], 1)': None}


@pytest.fixture
def short_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A tenth of the time, so that the bombs are quick; the limit itself is tested elsewhere."""
    monkeypatch.setattr(machine, "SECONDS", 0.1)
    machine.machines.forget()
    yield
    machine.machines.forget()


@pytest.mark.parametrize("text", hostile.ESCAPES + hostile.POISON, ids=ascii)
def test_nothing_leads_out_and_nothing_is_poisoned(text: str, settings: Settings) -> None:
    if text in HARMLESS:
        assert expressions.evaluate(text, DATA, settings) == HARMLESS[text]
    else:
        with pytest.raises(ExpressionFailed):
            expressions.evaluate(text, DATA, settings)
    assert expressions.evaluate("{a: 1}.polluted", DATA, settings) is None


@pytest.mark.parametrize("text", hostile.MISLEADING, ids=ascii)
def test_a_misleading_text_is_refused_at_deployment_and_at_run_time(
    text: str, settings: Settings
) -> None:
    assert expressions.check(text, set(DATA)) != []
    with pytest.raises(ExpressionFailed):
        expressions.evaluate(text, DATA, settings)


@pytest.mark.parametrize("text", hostile.PATTERNS, ids=ascii)
def test_a_pattern_that_runs_away_is_refused_before_it_runs(text: str, settings: Settings) -> None:
    assert any("pattern" in sentence for sentence in expressions.check(text, set(DATA)))
    with pytest.raises(ExpressionFailed, match="pattern"):
        expressions.evaluate(text, DATA, settings)


@pytest.mark.usefixtures("short_time")
@pytest.mark.parametrize("text", hostile.BOMBS, ids=lambda text: ascii(text[:40]))
def test_a_bomb_is_stopped_and_the_next_text_works(text: str, settings: Settings) -> None:
    with pytest.raises(ExpressionFailed):
        expressions.evaluate(text, DATA, settings)
    assert expressions.evaluate("x + 1", DATA, settings) == 6


def test_the_corpus_is_large_enough() -> None:
    texts = {*hostile.ESCAPES, *hostile.POISON, *hostile.MISLEADING, *hostile.PATTERNS}

    assert len(texts) >= 95
