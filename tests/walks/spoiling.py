"""A diagram with a mistake in it: what is drawn by hand in a hurry."""

from __future__ import annotations

from .elements import CAUGHT, MANY, event
from .pages import GATEWAYS, Page

TYPES = (
    *GATEWAYS.values(),
    "complexGateway",
    "userTask",
    "scriptTask",
    "receiveTask",
    "callActivity",
    "subProcess",
    "transaction",
    "boundaryEvent",
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
)


def spoil(page: Page, kind: str, number: int) -> None:
    """Make one mistake somewhere in the page."""
    places = [one for one in page.everywhere() if one.parts and one.flows]
    if places:
        SPOILT[kind](places[number % len(places)], number // 7)


def _lose_part(page: Page, number: int) -> None:
    del page.parts[number % len(page.parts)]


def _lose_flow(page: Page, number: int) -> None:
    del page.flows[number % len(page.flows)]


def _lead_elsewhere(page: Page, number: int) -> None:
    flow = page.flows[number % len(page.flows)]
    flow.target = page.parts[number % 11 % len(page.parts)].id


def _come_from_elsewhere(page: Page, number: int) -> None:
    flow = page.flows[number % len(page.flows)]
    flow.source = page.parts[number % 11 % len(page.parts)].id


def _change_type(page: Page, number: int) -> None:
    page.parts[number % len(page.parts)].type = TYPES[number % len(TYPES)]


def _change_inside(page: Page, number: int) -> None:
    part = page.parts[number % len(page.parts)]
    part.inner = ("", event(CAUGHT[number % len(CAUGHT)]), MANY[number % len(MANY)])[number % 3]


def _lose_attribute(page: Page, number: int) -> None:
    part = page.parts[number % len(page.parts)]
    for name in list(part.said)[:1]:
        del part.said[name]


def _attach(page: Page, number: int) -> None:
    part, host = page.parts[number % len(page.parts)], page.parts[number % 11 % len(page.parts)]
    part.said["attachedToRef"] = host.id


def _same_id(page: Page, number: int) -> None:
    page.parts[0].id = page.parts[number % len(page.parts)].id


SPOILT = {
    "lose part": _lose_part,
    "lose flow": _lose_flow,
    "lead elsewhere": _lead_elsewhere,
    "come from elsewhere": _come_from_elsewhere,
    "change type": _change_type,
    "change inside": _change_inside,
    "lose attribute": _lose_attribute,
    "attach": _attach,
    "same id": _same_id,
}
