"""Another version of a diagram: what an owner may do to it between two deployments."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from .elements import event
from .pages import Flow, Page, Part

NEW = "new"


@dataclass
class Edited:
    """The new version; `names` are new ids by old ones, `said` what was done in a few words."""

    page: Page
    names: dict[str, str] = field(default_factory=dict)
    said: str = ""


def edited(page: Page, kind: str, number: int) -> Edited:
    """A copy of the page with one change, or none when there is nothing to change in that way."""
    new = Edited(deepcopy(page), said=kind)
    places = list(new.page.everywhere())
    CHANGES[kind](new, places[number % len(places)], number)
    return new


def _nothing(new: Edited, page: Page, number: int) -> None:
    """The same once more."""


def _rename(new: Edited, page: Page, number: int) -> None:
    """An activity gets another id."""
    part = _one(page, number, "userTask", "task", "subProcess", "serviceTask", "receiveTask")
    if part is None or "isForCompensation" in part.said:
        return
    old, part.id = part.id, f"{NEW}_{part.id}"
    new.names[old] = part.id
    for flow in page.flows:
        flow.source = new.names.get(flow.source, flow.source)
        flow.target = new.names.get(flow.target, flow.target)
    for other in page.parts:
        if other.said.get("attachedToRef") == old:
            other.said["attachedToRef"] = part.id


def _insert(new: Edited, page: Page, number: int) -> None:
    """A user task is put into a flow that leaves a user task."""
    flows = [f for f in page.flows if page.part(f.source).type == "userTask" and not f.condition]
    if flows:
        flow = flows[number % len(flows)]
        page.parts.append(Part(NEW, "userTask"))
        page.flows.append(Flow("new_flow", NEW, flow.target))
        flow.target = NEW


def _watch(new: Edited, page: Page, number: int) -> None:
    """A reminder is put beside a user task."""
    part = _one(page, number, "userTask")
    if part is not None and "isForCompensation" not in part.said:
        said = {"attachedToRef": part.id, "cancelActivity": "false"}
        page.parts += [Part(NEW, "boundaryEvent", said, event("after PT1H"))]
        page.parts += [Part("new_end", "endEvent")]
        page.flows += [Flow("new_flow", NEW, "new_end")]


def _unwatch(new: Edited, page: Page, number: int) -> None:
    """A boundary event goes, and with it what only it led to."""
    part = _one(page, number, "boundaryEvent")
    if part is not None and page.after(part.id):
        page.flows = [flow for flow in page.flows if flow.source != part.id]
        page.parts.remove(part)


def _remove(new: Edited, page: Page, number: int) -> None:
    """A task goes; what led to it leads on to what came after it."""
    part = _one(page, number, "userTask", "task", "serviceTask")
    after = page.after(part.id) if part else []
    if part is None or len(after) != 1 or not page.before(part.id) or after[0].target == part.id:
        return
    gone = {p.id for p in page.parts if p.said.get("attachedToRef") == part.id} | {part.id}
    for flow in page.before(part.id):
        flow.target = after[0].target
    page.flows = [flow for flow in page.flows if flow.source not in gone]
    page.parts = [one for one in page.parts if one.id not in gone]


def _one(page: Page, number: int, *types: str) -> Any:
    found = [part for part in page.parts if part.type in types]
    return found[number % len(found)] if found else None


CHANGES = {
    "nothing": _nothing,
    "rename": _rename,
    "insert": _insert,
    "watch": _watch,
    "unwatch": _unwatch,
    "remove": _remove,
}
