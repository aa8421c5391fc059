"""Which processes of a deployment people may start: worked out once, when it is deployed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from engine.deployments import Deployed
from engine.errors import BundleRefused
from engine.expressions import ExpressionFailed, strip_equals
from engine.model import Finding
from engine.spiff import Element, ProcessSpec

REMEDY = "Give a person's id, a list of them, or roles in offeredToGroup."


def rows(deployed: Deployed, now: datetime) -> Iterator[dict[str, object]]:
    """A row for each process that has such a start event. Raises BundleRefused."""
    for process in deployed.definitions.processes.values():
        if process.offered is not None:
            yield _row(deployed, process, process.elements[process.offered], now)


def _row(
    deployed: Deployed, process: ProcessSpec, event: Element, now: datetime
) -> dict[str, object]:
    said = event.properties
    return {
        "process_key": process.key,
        "element_id": event.id,
        "label": said["offer"],
        "hint": said.get("offerHint", ""),
        "people": _people(deployed, process, event, now),
        "groups": _listed(said.get("offeredToGroup", "")),
        "form": said.get("offerForm"),
    }


def _people(deployed: Deployed, process: ProcessSpec, event: Element, now: datetime) -> list[str]:
    text = event.properties.get("offeredTo")
    try:
        found = deployed.evaluate_many([strip_equals(text)], {}, now)[0] if text else []
    except ExpressionFailed as failed:
        raise _refused(process, event, f"The property offeredTo: {failed}") from failed
    people = found if isinstance(found, list) else [] if found is None else [found]
    if not all(isinstance(person, str) and person for person in people):
        raise _refused(process, event, "The property offeredTo gives something else than people.")
    return list(dict.fromkeys(people))


def _refused(process: ProcessSpec, event: Element, sentence: str) -> BundleRefused:
    return BundleRefused([Finding("error", process.file, event.id, sentence, REMEDY)])


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
