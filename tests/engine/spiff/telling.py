"""A story told on a diagram that is written down where it is told."""

from __future__ import annotations

from typing import Any

from engine.spiff import read

from .conftest import Story, TestHost, bundle_of
from .drawing import BEGIN, DONE, HEAD, flow, line, process


def tell(body: str, host: TestHost) -> Story:
    """The process `p` of these definitions, not yet started."""
    return Story(read(bundle_of(a_bpmn=f"{HEAD}{body}</definitions>")), "p", host)


def properties(**given: str) -> str:
    """The extension element that holds these properties."""
    rows = "".join(
        f'<spiffworkflow:property name="{name}" value="{value}"/>' for name, value in given.items()
    )
    inside = f"<spiffworkflow:properties>{rows}</spiffworkflow:properties>"
    return f"<extensionElements>{inside}</extensionElements>"


def script(text: str, *inside: str, id: str = "t") -> str:
    """A script task."""
    return f'<scriptTask id="{id}">{"".join(inside)}<script>{text}</script></scriptTask>'


def beside(activity: str, event: str, *after: str, stays: bool = True) -> str:
    """A process with one activity `t` and a boundary event `b` on it that leads to `late`."""
    cancels = "false" if stays else "true"
    boundary = f'<boundaryEvent id="b" attachedToRef="t" cancelActivity="{cancels}">{event}'
    parts = [BEGIN, activity, f"{boundary}</boundaryEvent>", DONE, *after]
    return process(*parts, flow("s", "t"), flow("t", "e"), flow("b", "late"))


def trace(told: Any, *elements: str) -> list[str]:
    """The elements named, in the order in which they were completed."""
    steps = told.execution.take_steps()
    done = [s.element_id for s in steps if s.state == "completed"]
    return [id for id in done if id in elements]


__all__ = ["beside", "line", "properties", "script", "tell", "trace"]
