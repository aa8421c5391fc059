"""Two people wrote the same file: both texts side by side, and either may be taken."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.changes import ChangeConflict, ChangeRefused, Edit, HeldByAnother
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio.editors import editor_of
from web.studio.opened import heading, opened
from web.studio.saving import Refused, told

ASIDE = "/studio/changes/<uuid:change_id>/aside/<int:number>"
MOST_LINES, MOST_READ, MOST_LETTERS = 2_000, 10_000, 500


@dataclass(frozen=True)
class Row:
    """One line on each side; `mark` is same, changed, left or right."""

    left: str
    right: str
    mark: str


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(ASIDE, "aside", aside)
    blueprint.add_url_rule(ASIDE, "choose", choose, methods=["POST"])


@permit("studio.read")
def aside(change_id: UUID, number: int) -> ResponseReturnValue:
    """What is in the file now, and what was put aside."""
    return _page(change_id, _edit(change_id, number))


@permit("studio.edit")
def choose(change_id: UUID, number: int) -> ResponseReturnValue:
    """Take what was put aside, or leave the file as it is; nothing of either is removed."""
    edit = _edit(change_id, number)
    if request.form.get("take") == "aside" and (refused := _take(change_id, edit)):
        return _page(change_id, edit, refused), refused.status
    parts().changes.settle(change_id, number, edit.path, by=g.actor.person)
    taken = request.form.get("take") == "aside"
    flash(f"{edit.path} now has the words that were kept." if taken else "The file stays as it is.")
    href = editor_of(change_id, edit.path)
    return redirect(href or url_for("studio.file_list", change_id=change_id), 303)


def _take(change_id: UUID, edit: Edit) -> Refused | None:
    changes = parts().changes
    content = changes.content(change_id, edit.number, edit.path)
    seen = request.form.get("seen", "")
    try:
        at = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
        changes.write(change_id, edit.path, content, by=g.actor.person, seen=at)
    except (ChangeConflict, HeldByAnother, ChangeRefused) as no:
        return told(no)
    return None


def _edit(change_id: UUID, number: int) -> Edit:
    for edit in parts().changes.edits(change_id):
        if edit.number == number and edit.aside:
            return edit
    abort(404)


def _page(change_id: UUID, edit: Edit, refused: Refused | None = None) -> str:
    changes = parts().changes
    now, edition = changes.file(change_id, edit.path)
    then = changes.content(change_id, edit.number, edit.path)
    rows = list(compared(_lines(now), _lines(then)))
    return render_template(
        "studio/aside.html",
        edit=edit,
        edition=edition,
        rows=rows[:MOST_LINES],
        more=max(0, len(rows) - MOST_LINES),
        gone=now is None,
        deletes=then is None,
        refused=refused,
        **_writers(change_id, edit, edition),
        **heading(opened(change_id)),
    )


def _writers(change_id: UUID, aside: Edit, edition: int) -> dict[str, object]:
    """Who wrote what was put aside, and whose words the file has: nobody's when it is as it was."""
    edits = parts().changes.edits(change_id)
    found = [edit.by for edit in edits if edit.number == edition and not edit.aside]
    other = name_of(found[0]) if found else ""
    return {"mine": aside.by == g.actor.person, "author": name_of(aside.by), "other": other}


def compared(left: list[str], right: list[str]) -> Iterator[Row]:
    """The lines of both, beside one another where they belong together."""
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right).get_opcodes():
        if kind == "equal":
            yield from (Row(line, line, "same") for line in left[a:b])
            continue
        for offset in range(max(b - a, d - c)):
            one = left[a + offset] if a + offset < b else ""
            two = right[c + offset] if c + offset < d else ""
            yield Row(one, two, {"replace": "changed", "delete": "left"}.get(kind, "right"))


def _lines(content: bytes | None) -> list[str]:
    lines = (content or b"").decode(errors="replace").splitlines()[:MOST_READ]
    return [line if len(line) <= MOST_LETTERS else f"{line[:MOST_LETTERS]}…" for line in lines]
