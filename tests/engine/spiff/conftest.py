"""A host with a clock in hand, and diagrams small enough to read at a glance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.model import Activity, UserTaskWait
from engine.spiff import Definitions, Execution, read

BPMN = Path(__file__).parents[2] / "bpmn"
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


class TestHost:
    """Records what handlers are called with; `answers` says what each operation does."""

    __test__ = False

    def __init__(self) -> None:
        self.now = NOON
        self.calendar = Calendar()
        self.parameters: Mapping[str, Any] = {"days": 10}
        self.instance: Mapping[str, Any] = {"id": "i-1", "business_key": "A-1"}
        self.calls: list[tuple[str, Mapping[str, Any], Activity]] = []
        self.answers: dict[str, Callable[[Mapping[str, Any]], Mapping[str, Any] | None]] = {}

    def call(
        self, operation: str, inputs: Mapping[str, Any], activity: Activity
    ) -> Mapping[str, Any] | None:
        self.calls.append((operation, inputs, activity))
        return self.answers.get(operation, lambda _: {})(inputs)


class Story:
    """One instance on one small diagram, told in short sentences."""

    def __init__(self, definitions: Definitions, process: str, host: TestHost) -> None:
        self.definitions, self.process, self.host = definitions, process, host
        self.execution: Execution

    def start(self, **variables: Any) -> Story:
        self.execution = Execution.start(self.definitions, self.process, variables, self.host)
        self.execution.run()
        return self

    def reload(self) -> Story:
        blob = self.execution.save()
        self.execution = Execution.restore(self.definitions, self.process, blob, self.host)
        return self

    def tasks(self) -> list[UserTaskWait]:
        return list(self.execution.waits().user_tasks.values())

    def names(self) -> list[str]:
        return sorted(task.element_id for task in self.tasks())

    def submit(self, element: str, **answers: Any) -> Story:
        task = next(t for t in self.tasks() if t.element_id == element)
        extra = {"answers": answers, "submission": "s-1", "by": "amy", "at": self.host.now}
        self.execution.complete(task.task_id, extra)
        self.execution.run()
        return self

    def wait(self, **span: float) -> list[str]:
        self.host.now += timedelta(**span)
        self.reload()
        fired = self.execution.fire_timers()
        self.execution.run()
        return fired

    def problem(self) -> Any:
        [problem] = self.execution.problems()
        return problem

    @property
    def variables(self) -> Mapping[str, Any]:
        return self.execution.variables

    @property
    def outcome(self) -> str:
        return self.execution.outcome


def bundle_of(**files: str | bytes) -> Bundle:
    """A bundle of the named .bpmn and .dmn texts: bundle_of(a_bpmn="...")."""
    content: dict[str, bytes] = {"bundle.toml": b'key = "test"\n'}
    for name, text in files.items():
        path = ".".join(name.rsplit("_", 1))
        content[path] = text if isinstance(text, bytes) else text.encode()
    return Bundle(content)


@pytest.fixture
def host() -> TestHost:
    return TestHost()


@pytest.fixture
def story(host: TestHost) -> Callable[..., Story]:
    """story("reminders"): the process of that name in tests/bpmn/reminders.bpmn."""

    def tell(file: str, process: str | None = None) -> Story:
        files = {f"{file}_bpmn": (BPMN / f"{file}.bpmn").read_bytes()}
        if (table := BPMN / f"{file}.dmn").exists():
            files[f"{file}_dmn"] = table.read_bytes()
        return Story(read(bundle_of(**files)), process or file, host)

    return tell
