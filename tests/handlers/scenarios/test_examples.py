"""Whoever plays by hand is proposed what a service gives: every handler has an example."""

from __future__ import annotations

import pytest

from engine.registry import Handler
from handlers import registry
from handlers.scenarios import example_of
from handlers.scenarios.examples import examples

HANDLERS = registry().handlers


@pytest.mark.parametrize("handler", HANDLERS.values(), ids=HANDLERS.keys())
def test_every_output_has_an_example(handler: Handler) -> None:
    found = example_of(handler.operation, handler)
    assert set(found) == set(handler.outputs)
    assert None not in found.values(), "write it into handlers/scenarios/examples.toml"


def test_there_is_no_example_of_what_nobody_gives() -> None:
    for family, operations in examples().items():
        for name, given in operations.items():
            assert set(given) == set(HANDLERS[f"{family}.{name}"].outputs)
