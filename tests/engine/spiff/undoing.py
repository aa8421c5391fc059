"""Small diagrams in which every activity that runs writes its name into `trail`."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from engine.spiff import read

from .conftest import bundle_of
from .drawing import BEGIN, DONE, HEAD, flow


def note(id: str, what: str = "", **attributes: str) -> str:
    """A script task that writes `what` (FEEL; its id when nothing is given) into the trail."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    text = what or f'"{id}"'
    script = f"<script>{{trail: append(trail, {text})}}</script>"
    return f'<scriptTask id="{id}"{said}>{script}</scriptTask>'


def undo(activity: str, what: str = "") -> str:
    """A compensation boundary event on the activity, with a handler that writes un_activity."""
    return handled(activity, note(f"un_{activity}", what, isForCompensation="true"))


def handled(activity: str, handler: str) -> str:
    """The same with a handler of your own, whose id is un_activity."""
    return (
        f'<boundaryEvent id="c_{activity}" attachedToRef="{activity}"><compensateEventDefinition/>'
        f'</boundaryEvent>{handler}<association id="as_{activity}" associationDirection="One"'
        f' sourceRef="c_{activity}" targetRef="un_{activity}"/>'
    )


def throw(id: str = "x", **attributes: str) -> str:
    """A compensation throw event."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    event = f"<compensateEventDefinition{said}/>"
    return f'<intermediateThrowEvent id="{id}">{event}</intermediateThrowEvent>'


def user(id: str, **attributes: str) -> str:
    """A user task."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<userTask id="{id}"{said}/>'


def row(*between: str, prefix: str = "", end: str = "") -> str:
    """These elements one after the other between a start and an end event of their own."""
    ids = [f"{prefix}s", *(_id(part) for part in between), f"{prefix}e"]
    flows = [flow(a, b) for a, b in pairwise(ids)]
    begin, done = BEGIN.replace('"s"', f'"{ids[0]}"'), DONE.replace('"e"', f'"{ids[-1]}"')
    if end:
        done = f'<endEvent id="{ids[-1]}">{end}</endEvent>'
    return "".join([begin, *between, done, *flows])


def inside(id: str, *parts: str, kind: str = "subProcess", **attributes: str) -> str:
    """A sub-process that holds the parts."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<{kind} id="{id}"{said}>{"".join(parts)}</{kind}>'


def on_event(id: str, event: str, *between: str) -> str:
    """An event sub-process that begins with the event definition."""
    body = row(*between, prefix=id).replace(
        f'<startEvent id="{id}s"/>', f'<startEvent id="{id}s">{event}</startEvent>'
    )
    return inside(id, body, triggeredByEvent="true")


def each(list_: str, item: str, sequential: str = "false") -> str:
    """Multi-instance over a list."""
    return (
        f'<multiInstanceLoopCharacteristics isSequential="{sequential}"><loopDataInputRef>{list_}'
        f'</loopDataInputRef><inputDataItem id="{item}_{list_}" name="{item}"/>'
        "</multiInstanceLoopCharacteristics>"
    )


def _id(part: str) -> str:
    return part.split('id="')[1].split('"')[0]


def definitions(*parts: str, more: str = "") -> Any:
    """The read diagram, with one process p."""
    body = f'<process id="p" isExecutable="true">{"".join(parts)}</process>{more}'
    return read(bundle_of(a_bpmn=f"{HEAD}{body}</definitions>"))
