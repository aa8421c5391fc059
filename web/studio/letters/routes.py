"""A letter of a change: subject and body in plain fields, checked and shown as it would arrive."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.editing.options import with_options
from forms.toml import TomlUnreadable
from handlers.letters.texts import FOLDER
from web.access.permission import permit
from web.parts import parts
from web.studio.editors import editor_of
from web.studio.letters.readers import readers
from web.studio.letters.reading import files_of, options, shown
from web.studio.opened import heading, opened
from web.studio.saving import Refused, as_data, by_script, save_all

blueprint = Blueprint("studio_letters", __name__)
AT = "/studio/changes/<uuid:change_id>"
PATH = "/letters/<path:path>"
AS_TEXT = "Correct letter.toml as text first."
MOST_OPTION = 300


@blueprint.get(f"{AT}{PATH}")
@permit("studio.read")
def letter(change_id: UUID, path: str) -> ResponseReturnValue:
    """The words of a letter, who gets it, what is wrong with it, and how it would look."""
    return _page(change_id, _letter(change_id, path))


@blueprint.post(f"{AT}{PATH}")
@permit("studio.edit")
def save_letter(change_id: UUID, path: str) -> ResponseReturnValue:
    """Save it: each of its files that differs."""
    name = _letter(change_id, path)
    try:
        files = _posted(change_id, name)
        refused = save_all(change_id, files)
    except TomlUnreadable as no:
        files, refused = {}, Refused(f"letter.toml cannot be read: {no}.", AS_TEXT, 422)
    if by_script():
        return as_data(change_id, files, refused)
    if refused:
        return _page(change_id, name, refused, request.form), refused.status
    flash("Saved")
    return redirect(url_for(".letter", change_id=change_id, path=path), 303)


@blueprint.get(f"{AT}/letters-shown/<name>")
@permit("studio.read")
def beside(change_id: UUID, name: str) -> ResponseReturnValue:
    """What is beside the words: a part of the page, asked for after each save."""
    bundle = parts().changes.bundle(change_id)
    return render_template(
        "studio/letters/shown.html",
        shown=shown(bundle, name),
        editor_of=editor_of,
        readers=readers,
        change=opened(change_id),
    )


def _posted(change_id: UUID, name: str) -> Mapping[str, bytes]:
    """What the page sent, by file. Raises TomlUnreadable."""
    subject, body, said = files_of(name)
    before = parts().changes.file(change_id, said)[0]
    given = {
        "link": request.form.get("link") == "yes",
        "reason": request.form.get("reason", "").strip()[:MOST_OPTION] or None,
        "sender": request.form.get("sender", "").strip()[:MOST_OPTION] or None,
    }
    given = {key: value for key, value in given.items() if value or before is not None}
    after = with_options(before or b"", given)
    files = {subject: _text("subject"), body: _text("body")}
    return {**files, said: after} if after else files


def _text(field: str) -> bytes:
    """A field as the text of a file, which ends with a line's end."""
    typed = request.form.get(field, "").replace("\r\n", "\n").rstrip("\n")
    return f"{typed}\n".encode()


def _page(
    change_id: UUID,
    name: str,
    refused: Refused | None = None,
    typed: Mapping[str, str] | None = None,
) -> str:
    changes = parts().changes
    kept = {path: changes.file(change_id, path) for path in files_of(name)}
    subject, body, said = kept.values()
    return render_template(
        "studio/letters/letter.html",
        name=name,
        subject=_shown(subject[0]),
        body=_shown(body[0]),
        options=options(said[0]),
        seen={path: edition for path, (_, edition) in kept.items()},
        shown=shown(changes.bundle(change_id), name),
        path=files_of(name)[1],
        typed=typed or {},
        refused=refused,
        editor_of=editor_of,
        readers=readers,
        **heading(opened(change_id)),
    )


def _shown(content: bytes | None) -> str:
    return (content or b"").decode(errors="replace").rstrip("\n")


def _letter(change_id: UUID, path: str) -> str:
    """The letter that a file, or a folder, belongs to: one that has at least one file."""
    name = (*path.removeprefix(FOLDER).split("/"), "")[0]
    there = parts().changes.bundle(change_id).files
    if not path.startswith(FOLDER) or not any(one in there for one in files_of(name)):
        abort(404)
    return name
