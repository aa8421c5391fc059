"""New files of a change, begun from plain ones, and files taken out of it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from uuid import UUID
from xml.sax.saxutils import escape

from flask import Blueprint, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from engine.changes import ChangeRefused, HeldByAnother
from web.access.permission import permit
from web.parts import parts
from web.studio.editors import editor_of
from web.studio.opened import heading, opened

AT = "/studio/changes/<uuid:change_id>"
PLAIN = Path(__file__).with_name("plain_files")
# What can be begun: its words, and which plain file becomes which.
KINDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "diagram": ("A diagram: a process", {"{key}.bpmn": "diagram.bpmn"}),
    "table": ("A decision table", {"{key}.dmn": "table.dmn"}),
    "form": ("A form of one page", {"forms/{key}.form": "form.form"}),
    "letter": (
        "A letter",
        {f"mail/{{key}}/{name}": name for name in ("subject.txt", "body.txt", "letter.toml")},
    ),
}
MOST_TITLE = 60
TAKEN = ("There is one of that name already.", "Give it another name.")


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(f"{AT}/new", "new_file", new_file)
    blueprint.add_url_rule(f"{AT}/new", "make_file", make_file, methods=["POST"])


@permit("studio.read")
def new_file(change_id: UUID) -> ResponseReturnValue:
    """What can be begun, and what it is to be called."""
    return _page(change_id)


@permit("studio.edit")
def make_file(change_id: UUID) -> ResponseReturnValue:
    """Begin it, and open its editor."""
    kind = request.form.get("kind", "")
    try:
        files = made(kind, request.form.get("title", ""))
        there = parts().changes.bundle(change_id).files
        if any(path in there for path in files):
            raise ChangeRefused(*TAKEN)
        note = f"New: {KINDS[kind][0]}"
        parts().changes.write_many(change_id, files, by=g.actor.person, note=note)
    except (ChangeRefused, HeldByAnother) as no:
        return _page(change_id, no), 422
    first = next(iter(files))
    flash(f"{first} is there. Nothing uses it yet.")
    return redirect(editor_of(change_id, first), 303)


def made(kind: str, title: str) -> dict[str, bytes | None]:
    """The files of a new thing of this kind. ChangeRefused without a kind or a name for it."""
    title, key = " ".join(title.split()), _key(title)
    if kind not in KINDS:
        raise ChangeRefused("Nothing was chosen.", "Select what is to be new.")
    if not key or len(title) > MOST_TITLE or not title.isprintable():
        remedy = f"Enter a name of letters and digits, at most {MOST_TITLE}."
        raise ChangeRefused("It needs a name.", remedy)
    return {
        path.replace("{key}", key): _filled(PLAIN / plain, key, title).encode()
        for path, plain in KINDS[kind][1].items()
    }


def _filled(plain: Path, key: str, title: str) -> str:
    text = plain.read_text(encoding="utf-8")
    return text.replace("{key}", key).replace("{title}", _safe(title, plain.suffix))


def _safe(title: str, kind: str) -> str:
    """The title as it may stand in a file of that kind."""
    if kind in (".form", ".toml"):
        return json.dumps(title, ensure_ascii=False)[1:-1]
    if kind == ".txt":
        return title.replace("{", "").replace("}", "")
    return escape(title, {'"': "&quot;"})


def _key(title: str) -> str:
    """The name as files and elements are called: letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^[^a-z]+|_+$", "", re.sub(r"[^a-z0-9]+", "_", plain))


def _page(change_id: UUID, refused: Exception | None = None) -> str:
    return render_template(
        "studio/new_file.html",
        kinds={key: words for key, (words, _) in KINDS.items()},
        refused=refused,
        typed=request.form,
        **heading(opened(change_id)),
    )
