"""What an operation changes, in sentences: from the pictures before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from engine.commands.surgery.picture import Picture
from engine.deployments import Deployed
from engine.effects import Consequence

Name = Callable[[str], str]
NOTHING = (Consequence("note", "", "Nothing changes."),)


def consequences(
    before: Picture, after: Picture, deployed: Deployed | None
) -> tuple[Consequence, ...]:
    """Everything that differs. Without `deployed`, which cannot be read then, elements go by their
    ids."""
    name, zone = names_of(deployed), ZoneInfo(deployed.zone if deployed else "UTC")
    return (
        *_status(before, after),
        *_user_tasks(before.user_tasks, after.user_tasks, zone),
        *_jobs(before.jobs, after.jobs, name, zone),
        *_messages(before.messages, after.messages, name),
        *_letters(before.letters, after.letters),
        *_incidents(before.incidents, after.incidents, name),
    )


def names_of(deployed: Deployed | None) -> Name:
    """How people call an element: its name, or its id."""
    processes = deployed.definitions.processes.values() if deployed else ()
    known = {e.id: e.name for process in processes for e in process.elements.values()}
    return lambda element_id: known.get(element_id, element_id)


def _status(before: Picture, after: Picture) -> Iterator[Consequence]:
    if before.status != after.status:
        words = f"The instance is {after.status}; it was {before.status}."
        yield Consequence("status", "", words)


def _user_tasks(
    before: Mapping[UUID, Any], after: Mapping[UUID, Any], zone: ZoneInfo
) -> Iterator[Consequence]:
    for id, (element, name, _who, _due) in before.items():
        if id not in after:
            kept = "What was written for it is kept."
            yield Consequence("user task", element, f"“{name}” closes. {kept}")
    for id, (element, name, who, due) in after.items():
        by = f", due {_when(due, zone)}" if due else ""
        if id not in before:
            words = f"“{name}” opens for {who or 'nobody'}{by}."
            yield Consequence("user task", element, words)
            continue
        if before[id][2] != who:
            words = f"“{name}” goes to {who or 'nobody'} instead of {before[id][2] or 'nobody'}."
            yield Consequence("user task", element, words)
        if before[id][3] != due:
            words = f"“{name}” is due {_when(due, zone)} instead of {_when(before[id][3], zone)}."
            yield Consequence("user task", element, words)


def _jobs(
    before: Mapping[UUID, Any], after: Mapping[UUID, Any], name: Name, zone: ZoneInfo
) -> Iterator[Consequence]:
    for id, (kind, element, due) in before.items():
        if id not in after:
            what = "The timer" if kind == "timer" else "The service"
            yield Consequence(kind, element, f"{what} at “{name(element)}” is dropped.")
        elif after[id][2] != due:
            words = f"The timer at “{name(element)}” is due {_when(after[id][2], zone)}"
            yield Consequence(kind, element, f"{words} instead of {_when(due, zone)}.")
    for id, (kind, element, due) in after.items():
        if id not in before and kind == "timer":
            words = f"A timer at “{name(element)}” is set to {_when(due, zone)}."
            yield Consequence(kind, element, words)
        elif id not in before:
            yield Consequence(kind, element, f"“{name(element)}” is carried out.")


def _messages(
    before: Mapping[UUID, Any], after: Mapping[UUID, Any], name: Name
) -> Iterator[Consequence]:
    for id, (element, message) in before.items():
        if id not in after:
            words = f"“{name(element)}” no longer waits for the message {message}."
            yield Consequence("message", element, words)
    for id, (element, message) in after.items():
        if id not in before:
            words = f"“{name(element)}” waits for the message {message}."
            yield Consequence("message", element, words)


def _letters(before: Mapping[UUID, Any], after: Mapping[UUID, Any]) -> Iterator[Consequence]:
    for id, (letter, recipient) in after.items():
        if id not in before:
            yield Consequence("letter", "", f"The letter “{letter}” goes to {recipient}.")


def _incidents(
    before: Mapping[UUID, Any], after: Mapping[UUID, Any], name: Name
) -> Iterator[Consequence]:
    for id, (element, _sentence) in before.items():
        if id not in after:
            yield Consequence("incident", element, f"The incident at “{name(element)}” is over.")
    for id, (element, sentence) in after.items():
        if id not in before:
            words = f"An incident opens at “{name(element)}”: {sentence}"
            yield Consequence("incident", element, words)


def _when(instant: datetime | None, zone: ZoneInfo) -> str:
    if instant is None:
        return "no date"
    local = instant.astimezone(zone)
    return f"{local.day} {local:%B %Y at %H:%M}"
