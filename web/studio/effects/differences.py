"""What differs from the version in force: in sentences by who is affected, and in pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from engine.bundle import Bundle
from engine.changes import ChangeRefused, HeldByAnother
from engine.differences import Audience, Difference, Group, by_audience, version_of
from engine.differences.beside import Sheet, sheets
from engine.differences.pictures import Pictures, pictures
from engine.differences.wording import Wording, wordings
from engine.errors import BundleRefused
from engine.model import Finding
from handlers.directory import ROLES
from web.access.permission import permit
from web.diagrams.source import xml_answer
from web.parts import parts
from web.studio.effects.against import against
from web.studio.effects.blueprint import AT, blueprint
from web.studio.letters.readers import readers
from web.studio.opened import heading, opened
from web.studio.soundness import wrong_with
from web.words import plain

TITLES = {
    "everybody": "Everybody",
    "lane": "{}",
    "group": "{}",
    "recipients": "Whoever is sent it: {}",
    "letter": "Whoever is sent the letter “{}”",
    "process": "All who take part in “{}”",
    "nobody": "Nobody: layout, notes and stories only",
}


@dataclass(frozen=True)
class Shown:
    """All a page says of two versions. `total` counts each difference once."""

    groups: Sequence[Group]
    total: int
    pictures: Sequence[Pictures]
    sheets: Sequence[Sheet]
    wordings: Sequence[Wording]


@blueprint.get(f"{AT}/differences")
@permit("studio.read")
def differences(change_id: UUID) -> ResponseReturnValue:
    """What the change does differently, against the version in force or another."""
    return _page(change_id)


@blueprint.post(f"{AT}/differences/catch-up")
@permit("studio.edit")
def catch_up(change_id: UUID) -> ResponseReturnValue:
    """Take over what came into force since the change was begun."""
    try:
        parts().changes.catch_up(change_id, by=g.actor.person)
    except (ChangeRefused, HeldByAnother) as refused:
        return _page(change_id, str(refused)), 422
    flash("The change is up to date with the version in force.")
    return redirect(url_for(".differences", change_id=change_id), 303)


@blueprint.get(f"{AT}/differences/drawing/<side>/<path:path>")
@permit("studio.read")
def drawing(change_id: UUID, side: str, path: str) -> ResponseReturnValue:
    """A diagram's XML for the viewer: `side` is before or after."""
    change = opened(change_id)
    if side not in ("before", "after") or not path.endswith(".bpmn"):
        abort(404)
    files = (against(change).bundle if side == "before" else _now(change_id)).files
    return xml_answer(files[path]) if path in files else abort(404)


def shown(old: Bundle, new: Bundle) -> Shown:
    """Everything that differs. Raises BundleRefused for a form or bundle.toml that is broken."""
    groups = by_audience(old, new)
    told = tuple(dict.fromkeys(d for group in groups for d in group.differences))
    before, after = version_of(old), version_of(new)
    drawn = pictures(before, after, told)
    return Shown(groups, len(told), drawn, sheets(before, after), wordings(before, after))


def title(audience: Audience) -> str:
    """Who is affected, as a heading."""
    name = audience.name
    if audience.kind == "recipients":
        name = _people(name)
    if audience.kind in ("group", "letter"):
        name = ROLES.get(name) or plain(name)
    return TITLES[audience.kind].format(name)


def under_titles(groups: Sequence[Group]) -> dict[str, list[Difference]]:
    """What is told to each, by their heading: a lane and a group may be called the same."""
    found: dict[str, dict[Difference, None]] = {}
    for group in groups:
        found.setdefault(title(group.audience), {}).update(dict.fromkeys(group.differences))
    return {those: list(told) for those, told in found.items()}


def _people(to: str) -> str:
    """Roles by their names, variables and letters as words; a formula as it is written."""
    named = [readers(one.strip()) for one in to.split(",")]
    return ", ".join(named) if all(named) else plain(to)


def _page(change_id: UUID, refused: str = "") -> str:
    change = opened(change_id)
    other = against(change)
    found, unreadable = _shown(other.bundle, _now(change_id))
    return render_template(
        "studio/effects/differences.html",
        other=other,
        shown=found,
        unreadable=unreadable,
        behind=parts().changes.behind(change_id) if change.open else None,
        refused=refused,
        told=under_titles(found.groups) if found else {},
        marks=marks,
        **heading(change),
    )


def _shown(old: Bundle, new: Bundle) -> tuple[Shown | None, Sequence[Finding]]:
    """What differs, or what cannot be read."""
    if unreadable := wrong_with(new):
        return None, unreadable
    try:
        return shown(old, new), ()
    except BundleRefused as broken:
        return None, broken.findings


def marks(kinds: Mapping[str, str]) -> list[dict[str, str]]:
    """For the viewer: outline by kind, and the kind as a word beside the element."""
    return [{"id": id, "kind": kind, "word": kind} for id, kind in kinds.items()]


def _now(change_id: UUID) -> Bundle:
    return parts().changes.bundle(change_id)
