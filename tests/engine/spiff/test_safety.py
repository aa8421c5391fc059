"""Python is never reached from a diagram, and process data never reaches a log."""

from __future__ import annotations

import builtins
import logging
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import SpiffWorkflow

LIBRARY = Path(SpiffWorkflow.__file__).parent
SITES = {
    "bpmn/script_engine/python_engine.py": 2,
    "bpmn/specs/bpmn_process_spec.py": 2,
    "bpmn/specs/bpmn_task_spec.py": 1,
    "bpmn/specs/event_definitions/conditional.py": 1,
    "bpmn/specs/event_definitions/message.py": 1,
    "bpmn/specs/event_definitions/timer.py": 3,
    "bpmn/specs/mixins/multiinstance_task.py": 4,
    "bpmn/specs/mixins/script_task.py": 1,
    "camunda/specs/event_definitions.py": 1,
    "camunda/specs/multiinstance_task.py": 1,
    "dmn/engine/DMNEngine.py": 4,
    "dmn/specs/model.py": 1,
    "spiff/specs/event_definitions.py": 2,
    "spiff/specs/mixins/service_task.py": 1,
    "spiff/specs/spiff_task.py": 1,
}
EVERY_SITE = {
    "approval": {"price": 1, "manager": "m"},
    "reminders": {"issued_on": date(2026, 12, 1)},
    "inclusive": {"wanted": ["police"]},
    "messages": {"case": "C"},
    "many": {"items": [{"by": "amy"}]},
    "one_by_one": {"items": ["amy"]},
    "first_two": {},
    "attempts": {"tries": 0, "wanted": 2},
    "services": {"audit": "a"},
    "rules": {"grade": "good"},
    "pause": {"when": date(2026, 12, 2)},
    "weekly": {},
}


def test_no_new_place_in_the_library_evaluates_text() -> None:
    found: dict[str, int] = {}
    for path in LIBRARY.rglob("*.py"):
        sites = re.findall(r"\.(?:evaluate|execute)\(", path.read_text())
        if sites:
            found[path.relative_to(LIBRARY).as_posix()] = len(sites)
    assert found == SITES


@pytest.fixture
def guard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    reached: list[str] = []

    def watched(name: str) -> Any:
        real = getattr(builtins, name)

        def call(*given: Any, **named: Any) -> Any:
            caller = sys._getframe(1).f_globals.get("__name__", "")
            if caller.startswith(("SpiffWorkflow", "engine")):
                reached.append(f"{name} in {caller}")
            return real(*given, **named)

        return call

    for name in ("eval", "exec", "compile"):
        monkeypatch.setattr(builtins, name, watched(name))
    return reached


@pytest.mark.parametrize("name", EVERY_SITE)
def test_python_is_never_reached(story: Any, guard: list[str], name: str) -> None:
    told = story(name).start(**EVERY_SITE[name])
    for task in told.tasks()[:1]:
        extra = {"answers": {"grade": "good"}, "submission": "s", "by": "b", "at": told.host.now}
        told.execution.complete(task.task_id, extra)
    told.execution.deliver("reply", "C", {"age": 1})
    told.execution.run()
    told.wait(days=30)
    assert guard == []


ATTACK = '__import__("os").getcwd()'


@pytest.mark.parametrize("property", ["assignee", "due", "context", "sections"])
def test_python_in_a_property_is_only_a_failing_expression(story: Any, property: str) -> None:
    told = story("approval")
    spec = told.definitions.specs["approval"].task_specs["ask"]
    spec.drawn.properties[property], before = ATTACK, spec.drawn.properties.get(property)
    try:
        assert told.start(price=1, manager="m").problem().kind == "expression"
    finally:
        spec.drawn.properties[property] = before or ""


def test_no_process_data_in_log_records(story: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger=""):
        told = story("approval").start(price=4, manager="Zebedee")
        told.reload().submit("ask", approved="Zebedee")
    assert "Zebedee" not in "".join(str(record.__dict__) for record in caplog.records)
    assert logging.getLogger("spiff.task").level >= logging.INFO
