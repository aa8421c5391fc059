"""One table of fifty rules, worked out when all of them have to be looked at."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from measure import Row, wall_ms

from engine.calendar import Calendar
from engine.decisions import Decisions, evaluate, read
from engine.expressions import Settings

TARGET = 2.0
RULES = 50
HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="t" namespace="t">'
INPUTS = ("days", "kind", "urgent")


def rows(folder: Path) -> list[Row]:
    """Milliseconds by hit policy, the table being known; `folder` is not needed."""
    return [_row(policy) for policy in ("UNIQUE", "FIRST", "COLLECT")]


def _row(policy: str) -> Row:
    known = Decisions(read(_table(policy), "fees.dmn"))
    settings = Settings(datetime(2026, 12, 1, 9, tzinfo=UTC), Calendar(), "UTC")

    def once(turn: int) -> None:
        days = RULES - 1 - turn % 2
        given = {"days": days, "kind": "book", "urgent": False}
        value = evaluate(known, "fee", given, settings)
        assert value == ([days * 2] if policy == "COLLECT" else days * 2)

    return Row(f"decision table of {RULES} rules, {policy}", wall_ms(once, 200), "ms", TARGET)


def _table(policy: str) -> bytes:
    asked = "".join(f"<input>{_asks(name)}</input>" for name in INPUTS)
    rules = "".join(_rule(days) for days in range(RULES))
    content = f'{asked}<output name="fee"/>{rules}'
    table = f'<decisionTable hitPolicy="{policy}">{content}</decisionTable>'
    return f'{HEAD}<decision id="fee" name="fee">{table}</decision></definitions>'.encode()


def _asks(name: str) -> str:
    return f"<inputExpression><text>{name}</text></inputExpression>"


def _rule(days: int) -> str:
    asked = (_cell("input", text) for text in (days, '"book", "map"', "false"))
    return f"<rule>{''.join(asked)}{_cell('output', 'days * 2')}</rule>"


def _cell(kind: str, text: object) -> str:
    return f"<{kind}Entry><text>{text}</text></{kind}Entry>"
