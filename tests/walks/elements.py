"""What stands in a random diagram: activities with all that they may have, and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.engine.spiff.happening import definition
from tests.engine.spiff.telling import properties

from .pages import Flow, Page, Part

if TYPE_CHECKING:
    from .pencil import Pencil

HEARD = ("after PT1H", "every R3/PT2H", "signal G", "message M", "when x > 2", "signal H")
WAITED = ("after PT1H", "after PT3H", "signal G", "message M", "message N", "when x > 1")
CAUGHT = (*HEARD, "error X", "escalation Y", "error")
THROWN = ("signal G", "signal H", "escalation Y", "message M", "compensate")
ENDINGS = ("terminate", "error X", "escalation Y", "signal H", "compensate")
SCRIPTS = ("{x: x + 1}", "{y: not(y)}", "{x: 0}", "{x: nobody + 1}")
SERVICE = (
    "<extensionElements><spiffworkflow:serviceTaskOperator id='{}' resultVariable='z'/>"
    "</extensionElements>"
)
RESULTS = properties(assignee="&quot;maya&quot;", results="{x: answers.x}")
LOOPS = (
    "<multiInstanceLoopCharacteristics{}><loopCardinality>3</loopCardinality>{}"
    "</multiInstanceLoopCharacteristics>"
)
MANY = (
    LOOPS.format("", ""),
    LOOPS.format(' isSequential="true"', ""),
    LOOPS.format("", "<completionCondition>x > 1</completionCondition>"),
    '<standardLoopCharacteristics loopMaximum="2"/>',
    '<standardLoopCharacteristics testBefore="true" loopMaximum="3">'
    "<loopCondition>3 > x</loopCondition></standardLoopCharacteristics>",
)
PLAIN = ("userTask", "userTask", "task")
ACTIVITIES = (*PLAIN, "manualTask", "scriptTask", "serviceTask", "receiveTask", "callActivity")


def event(said: str) -> str:
    """The definition for a word or two; none for no words."""
    return definition(said) if said else ""


def activity(pencil: Pencil) -> Part:
    """An activity of any kind, perhaps repeated."""
    part = Part(pencil.name("a"), pencil.pick(*(PLAIN if pencil.plain else ACTIVITIES)))
    if pencil.plain:
        return part
    if part.type == "scriptTask":
        part.inner = f"<script>{pencil.pick(*SCRIPTS)}</script>"
    elif part.type == "serviceTask":
        part.inner = SERVICE.format(pencil.pick("walk/job", "walk/job", "walk/now"))
    elif part.type == "userTask":
        part.inner = pencil.pick("", "", RESULTS)
    elif part.type == "receiveTask":
        part.said["messageRef"] = "N"
    elif part.type == "callActivity":
        part.said["calledElement"] = "q"
    if pencil.many(4) == 0:
        part.inner += pencil.pick(*MANY)
    return part


def boundary(pencil: Pencil, host: Part) -> Part:
    """An event on the activity, which may stop it."""
    what = pencil.pick(*(CAUGHT if host.page else (*HEARD, "error")))
    stops = "error" in what or pencil.many(1) == 0
    said = {"attachedToRef": host.id, "cancelActivity": str(stops).lower()}
    return Part(pencil.name("b"), "boundaryEvent", said, event(what))


def listener(pencil: Pencil) -> Part:
    """An event sub-process with one activity."""
    what = pencil.pick(*CAUGHT)
    stops = "error" in what or pencil.many(1) == 0
    begin = Part(
        pencil.name("s"), "startEvent", {"isInterrupting": str(stops).lower()}, event(what)
    )
    after = Part(pencil.name("a"), pencil.pick("userTask", "task"))
    page = Page([begin, after], [Flow(pencil.name("f"), begin.id, after.id)])
    return Part(pencil.name("on"), "subProcess", {"triggeredByEvent": "true"}, page=page)


def undo(pencil: Pencil, page: Page) -> None:
    """Handlers that compensate the activities of the page."""
    for part in [p for p in page.parts if p.type in ("userTask", "task", "scriptTask")]:
        if pencil.many(1):
            continue
        kind = pencil.pick("task", "userTask", "scriptTask")
        text = "<script>{x: 0}</script>" if kind == "scriptTask" else ""
        handler = Part(pencil.name("un"), kind, {"isForCompensation": "true"}, text)
        said = {"attachedToRef": part.id}
        on = Part(pencil.name("b"), "boundaryEvent", said, "<compensateEventDefinition/>")
        page.parts += [on, handler]
        ends = f'sourceRef="{on.id}" targetRef="{handler.id}"'
        page.more += f'<association id="{pencil.name("as")}" associationDirection="One" {ends}/>'
