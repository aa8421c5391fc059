"""The sections of a form: titles, order, one more, one less."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeConflict, ChangeRefused, HeldByAnother
from engine.editing.questions import QuestionRefused
from engine.editing.sections import new_section, sections_of, with_sections
from forms import toml
from web.access.permission import permit
from web.parts import parts
from web.studio.opened import heading, opened
from web.studio.saving import Refused, save, seen, told

blueprint = Blueprint("studio_sections", __name__)
AT = "/studio/changes/<uuid:change_id>/sections/<path:path>"
AS_TEXT = "Correct form.toml as text first."
NOTE = "A section of a form"
LOOK = "What you see is how it is now. Do it again if it still fits."
MOVED = Refused("Somebody changed these sections after you opened this page.", LOOK, 409)


@blueprint.get(AT)
@permit("studio.read")
def sections(change_id: UUID, path: str) -> ResponseReturnValue:
    """The sections in their order."""
    content, edition = _file(change_id, path)
    return _page(change_id, path, content, edition)


@blueprint.post(AT)
@permit("studio.edit")
def save_sections(change_id: UUID, path: str) -> ResponseReturnValue:
    """Save titles and order, and do what the button asks for."""
    content, edition = _file(change_id, path)
    try:
        refused = _done(change_id, path, content)
    except QuestionRefused as no:
        refused = Refused(str(no), "Everything else is as it was.", 422)
    except toml.TomlUnreadable as no:
        refused = Refused(f"The file cannot be read: {no}.", AS_TEXT, 422)
    except (ChangeConflict, HeldByAnother, ChangeRefused) as no:
        refused = told(no)
    if refused:
        return _page(change_id, path, content, edition, refused), refused.status
    flash("Saved")
    return redirect(url_for(".sections", change_id=change_id, path=path), 303)


def _done(change_id: UUID, path: str, content: bytes) -> Refused | None:
    titles, pages = _asked(sections_of(content))
    after = with_sections(content, request.form.get("title", "").strip(), titles)
    if not pages:
        return save(change_id, path, after)
    if parts().changes.file(change_id, path)[1] != seen(path):
        return MOVED
    folder = path.rpartition("/")[0]
    files = {f"{folder}/{key}.form": page for key, page in pages.items()}
    parts().changes.write_many(change_id, {path: after, **files}, by=g.actor.person, note=NOTE)
    return None


def _asked(there: Mapping[str, str]) -> tuple[dict[str, str], dict[str, bytes | None]]:
    """The titles after what the button asks for, and the page that comes or (None) goes by it."""
    titles = {k: request.form.get(f"title.{k}", was).strip() or was for k, was in there.items()}
    what, _, which = request.form.get("_action", "save").partition(":")
    if what == "add":
        title = request.form.get("_new.title", "")
        key, page = new_section(titles, title)
        return titles | {key: title.strip()}, {key: page}
    if what == "remove" and which in titles and len(titles) > 1:
        del titles[which]
        return titles, {which: None}
    return _moved(titles, which, {"up": -1, "down": 1}.get(what, 0)), {}


def _moved(titles: Mapping[str, str], key: str, by: int) -> dict[str, str]:
    order = list(titles)
    if key in titles and 0 <= order.index(key) + by < len(order):
        order.insert(order.index(key) + by, order.pop(order.index(key)))
    return {one: titles[one] for one in order}


def _page(
    change_id: UUID, path: str, content: bytes, edition: int, refused: Refused | None = None
) -> str:
    found: Mapping[str, str] = {}
    title = ""
    try:
        found, title = sections_of(content), str(toml.read(content).get("title", ""))
    except toml.TomlUnreadable as no:
        refused = refused or Refused(f"The file cannot be read: {no}.", AS_TEXT, 422)
    return render_template(
        "studio/forms/sections.html",
        path=path,
        folder=path.rpartition("/")[0],
        sections=found,
        form_title=title,
        edition=edition,
        refused=refused,
        **heading(opened(change_id)),
    )


def _file(change_id: UUID, path: str) -> tuple[bytes, int]:
    content, edition = parts().changes.file(change_id, path)
    if content is None or not path.endswith("/form.toml"):
        abort(404)
    return content, edition
