"""The check page of a change: everything the deployment would say, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from engine.bundle import Bundle
from engine.changes import ChangeView
from engine.model import Finding
from web.access.permission import permit
from web.parts import parts
from web.studio import naming
from web.studio.editors import editor_of
from web.studio.opened import heading, opened
from web.studio.steps import Status
from web.words import count

WHOLE = "The bundle as a whole"


@dataclass(frozen=True)
class Told:
    """A finding as the page shows it: `place` names the element, `href` leads to it."""

    finding: Finding
    place: str
    href: str
    rule: str


@dataclass(frozen=True)
class OfFile:
    """What is said of one file."""

    file: str
    title: str
    mend: list[Told]
    consider: list[Told]


def add_to(blueprint: Blueprint) -> None:
    """Add this page."""
    blueprint.add_url_rule("/studio/changes/<uuid:change_id>/check", "check", check)


@permit("studio.read")
def check(change_id: UUID) -> ResponseReturnValue:
    """Every finding by file: what must be mended, and what to consider."""
    change = opened(change_id)
    found = parts().changes.findings(change_id)
    bundle = parts().changes.bundle(change_id)
    must = sum(1 for one in found if one.level == "error")
    return render_template(
        "studio/check.html",
        files=by_file(change_id, bundle, found),
        must=must,
        consider=len(found) - must,
        **heading(change),
    )


def check_status(change: ChangeView) -> Status:
    """How the check went, if it was made of exactly this content; else that it is to be made."""
    found = parts().changes.checked(change.id)
    if found is None:
        return Status("Not checked yet")
    must = sum(1 for one in found if one.level == "error")
    if must:
        return Status(f"{count(must, 'thing')} to mend", "red")
    return Status(f"{len(found)} to consider", "yellow") if found else Status("All well", "green")


def by_file(change_id: UUID, bundle: Bundle, found: Sequence[Finding]) -> list[OfFile]:
    """The findings by file: first the files with something that must be mended."""
    files = dict.fromkeys(one.file for one in found)
    return [_of_file(change_id, bundle, file, found) for file in files]


def _of_file(change_id: UUID, bundle: Bundle, file: str, found: Iterable[Finding]) -> OfFile:
    content = bundle.files.get(file)
    title = naming.title(file, content) if content is not None else file or WHOLE
    told = [_told(change_id, content, one) for one in found if one.file == file]
    mend = [one for one in told if one.finding.level == "error"]
    return OfFile(file, title, mend, [one for one in told if one.finding.level != "error"])


def _told(change_id: UUID, content: bytes | None, one: Finding) -> Told:
    names = naming.elements(content, PurePosixPath(one.file).suffix) if content else {}
    name = names.get(one.element, "")
    place = f"{name} ({one.element})" if name else one.element
    href = (
        editor_of(change_id, one.file, one.element)
        if content is not None
        else url_for("studio.file_list", change_id=change_id)
    )
    return Told(one, place, href, one.rule)
