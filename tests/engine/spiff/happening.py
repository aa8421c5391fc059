"""Events in a word each: `event("signal G")`, and stories of processes that have them."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from engine.spiff import read

from .conftest import Story, TestHost, bundle_of
from .drawing import HEAD
from .sketching import sketch

DECLARED = (
    '<signal id="G" name="alarm"/><signal id="H" name="bell"/>'
    '<message id="M" name="note"/><message id="N" name="order"/>'
    '<error id="X" errorCode="E1"/><escalation id="Y" escalationCode="X1"/>'
)
REFERRED = {"signal": "signalRef", "message": "messageRef", "error": "errorRef"} | {
    "escalation": "escalationRef"
}


def definition(said: str) -> str:
    """One event definition: "signal G", "after PT1H", "at …", "every …", "when x > 1", "link l"."""
    kind, _, what = said.partition(" ")
    timers = {"at": "timeDate", "after": "timeDuration", "every": "timeCycle"}
    if kind in timers:
        inner = f"<{timers[kind]}>{what}</{timers[kind]}>"
        return f"<timerEventDefinition>{inner}</timerEventDefinition>"
    if kind == "when":
        inner = f"<condition>{escape(what)}</condition>"
        return f"<conditionalEventDefinition>{inner}</conditionalEventDefinition>"
    if kind == "link":
        return f'<linkEventDefinition name="{what}"/>'
    referred = f' {REFERRED[kind]}="{what}"' if what else ""
    return f"<{kind}EventDefinition{referred}/>"


def catch(id: str, *said: str, all: str = "false") -> str:
    """An intermediate event that waits for any of these, or for all."""
    return _event("intermediateCatchEvent", id, said, f'parallelMultiple="{all}"')


def throw(id: str, *said: str) -> str:
    """An intermediate event that throws all of these."""
    return _event("intermediateThrowEvent", id, said)


def end(id: str, *said: str) -> str:
    """An end event that throws all of these."""
    return _event("endEvent", id, said)


def start(id: str, *said: str, stops: bool = True, all: str = "false") -> str:
    """A start event; `stops` says whether it interrupts what is around an event sub-process."""
    flag = f'isInterrupting="{str(stops).lower()}" parallelMultiple="{all}"'
    return _event("startEvent", id, said, flag)


def beside(id: str, host: str, *said: str, stops: bool = True, all: str = "false") -> str:
    """A boundary event."""
    flag = f'cancelActivity="{str(stops).lower()}" parallelMultiple="{all}"'
    return _event("boundaryEvent", id, said, f'attachedToRef="{host}" {flag}')


def handler(id: str, *said: str, stops: bool = True, then: str = "a", all: str = "false") -> str:
    """An event sub-process that opens the user task `then`."""
    begin = start(f"{id}_s", *said, stops=stops, all=all)
    inside = f'{begin}<userTask id="{then}"/>{_flow(f"{id}_s", then)}'
    return f'<subProcess id="{id}" triggeredByEvent="true">{inside}</subProcess>'


def inside(id: str, *parts: str) -> str:
    """An embedded sub-process of these parts."""
    return f'<subProcess id="{id}">{"".join(parts)}</subProcess>'


def tell(host: TestHost, *lines: str, plain: bool = False, more: str = "") -> Story:
    """The story of one instance, not yet started; `more` stands beside the process."""
    body = f"{HEAD}{DECLARED}{more}{sketch(*lines, plain=plain)}</definitions>"
    return Story(read(bundle_of(a_bpmn=body)), "p", host)


def heard(story: Story, signal: str = "alarm") -> bool:
    """Let it hear a signal, saved and restored before and after."""
    story.reload()
    found = story.execution.signal(signal, {})
    story.execution.run()
    story.reload()
    return found


def told(story: Story, message: str = "note", **payload: Any) -> bool:
    """Bring it a message, saved and restored before and after."""
    story.reload()
    found = story.execution.deliver(message, "", payload)
    story.execution.run()
    story.reload()
    return found


def _event(type: str, id: str, said: tuple[str, ...], flags: str = "") -> str:
    return f'<{type} id="{id}" {flags}>{"".join(map(definition, said))}</{type}>'


def _flow(source: str, target: str) -> str:
    return f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'
