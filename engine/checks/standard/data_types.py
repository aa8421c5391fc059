"""What kind of thing a piece of data is, followed through references."""

from __future__ import annotations

from engine.checks.standard.elements import Element, Elements

STANDS_FOR = ("dataObjectRef", "dataStoreRef")


def item(found: Elements, data: Element | None) -> Element | None:
    """The item definition of a piece of data, None when it does not say."""
    if data is None:
        return None
    own = found.get(data.get("itemSubjectRef"))
    meant = next((found.get(data.get(n)) for n in STANDS_FOR if data.get(n)), None)
    return own if own is not None or meant is None else item(found, meant)


def content(found: Elements, carrier: Element | None) -> Element | None:
    """The item definition of what a message, error, escalation or signal carries."""
    if carrier is None:
        return None
    return found.get(carrier.get("itemRef") or carrier.get("structureRef"))


def same(one: Element | None, other: Element | None) -> bool:
    """Whether two item definitions describe the same kind of thing."""
    if one is None or other is None or one is other:
        return one is other
    structure = one.get("structureRef")
    return structure is not None and structure == other.get("structureRef")
