"""The files of a change: the list, and one file for the editors, with optimistic editions.

Reading answers with the edition as ETag; saving sends it back as If-Match, and is refused with 409
when the file was written since, with 423 while somebody else has it in hand. Both are told who and
when, and where the words that were refused are kept.
"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, abort, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from engine import paths
from engine.changes import ChangeConflict, ChangeRefused, HeldByAnother
from web.access.permission import permit
from web.inbox.lost import name_of
from web.parts import parts
from web.studio.listing import grouped
from web.studio.opened import heading, opened
from web.studio.unseen import dropped

AT = "/studio/changes/<uuid:change_id>"
FILE = "/files/<path:path>"
LOST = "It was not saved: the drawing does not hold everything that the file says."
AGREE = "Undo what you did last, or save it without what is listed."
# What a file may be larger than, before it is refused by name; what comes after is never read.
MOST_SENT = paths.MOST_FILE_BYTES + 1024
LARGEST = {"studio.save_file": MOST_SENT, "studio.take_in": paths.MOST_BYTES + 100_000}


def allow_large() -> None:
    """Let a file of a change be as large as bundles allow; before anything reads the request."""
    largest = LARGEST.get(request.endpoint or "")
    if largest is not None:
        request.max_content_length = largest


def add_to(blueprint: Blueprint) -> None:
    """Add these pages."""
    blueprint.add_url_rule(f"{AT}/files", "file_list", file_list)
    blueprint.add_url_rule(f"{AT}{FILE}", "file", file)
    blueprint.add_url_rule(f"{AT}{FILE}", "save_file", save_file, methods=["PUT"])
    blueprint.add_url_rule(f"{AT}/undo/<path:path>", "undo", undo, methods=["POST"])
    blueprint.add_url_rule(f"{AT}/redo/<path:path>", "redo", redo, methods=["POST"])


@permit("studio.read")
def file_list(change_id: UUID) -> ResponseReturnValue:
    """Every file as its owners know it, with what became of it, and what waits for a choice."""
    words, changed = request.args.get("text", "").strip(), request.args.get("changed") == "yes"
    waiting = [e for e in parts().changes.edits(change_id) if e.aside and e.settled_by is None]
    return render_template(
        "studio/files.html",
        groups=grouped(change_id, words, changed),
        words=words,
        changed=changed,
        open=bool(words or changed or request.args.get("open") == "yes"),
        asides=waiting,
        name_of=name_of,
        **heading(opened(change_id)),
    )


@permit("studio.read")
def file(change_id: UUID, path: str) -> ResponseReturnValue:
    """A file's content as data; its edition is the ETag."""
    content, edition = parts().changes.file(change_id, path)
    if content is None:
        abort(404)
    answer = Response(content, mimetype="application/octet-stream")
    answer.headers["ETag"] = f'"{edition}"'
    answer.headers["Content-Disposition"] = "attachment"
    return answer


@permit("studio.edit")
def save_file(change_id: UUID, path: str) -> ResponseReturnValue:
    """Save a file that was read at the edition in If-Match (0: it was not there).

    A drawing editor says that it is one (X-Drawn). What it does not understand and would drop is
    refused with 422 and a list, unless the person has agreed to that (X-Without).
    """
    here = parts()
    content = request.get_data(cache=False)
    if lost := _dropped(change_id, path, content):
        return jsonify(sentence=LOST, remedy=AGREE, without=lost), 422
    try:
        edition = here.changes.write(change_id, path, content, by=g.actor.person, seen=_seen())
    except (ChangeConflict, HeldByAnother, ChangeRefused) as refused:
        return refusal(refused)
    return jsonify(edition=edition, saved_at=here.clock.now().isoformat())


def _dropped(change_id: UUID, path: str, content: bytes) -> list[str]:
    """What a drawing editor would drop of the file it has read; of a newer one writing tells."""
    if "X-Drawn" not in request.headers or "X-Without" in request.headers:
        return []
    before, edition = parts().changes.file(change_id, path)
    return dropped(path, before, content) if before and edition == _seen() else []


@permit("studio.edit")
def undo(change_id: UUID, path: str) -> ResponseReturnValue:
    """Undo the last writing of a file, across saves and people."""
    return _turned(change_id, path, back=True)


@permit("studio.edit")
def redo(change_id: UUID, path: str) -> ResponseReturnValue:
    """Do again what was undone last."""
    return _turned(change_id, path, back=False)


def _turned(change_id: UUID, path: str, *, back: bool) -> ResponseReturnValue:
    changes = parts().changes
    try:
        turn = changes.undo if back else changes.redo
        edition = turn(change_id, path, by=g.actor.person)
    except (HeldByAnother, ChangeRefused) as refused:
        return refusal(refused)
    content, _ = changes.file(change_id, path)
    text = None if content is None else content.decode(errors="replace")
    return jsonify(edition=edition, text=text, saved_at=parts().clock.now().isoformat())


def refusal(refused: ChangeConflict | HeldByAnother | ChangeRefused) -> tuple[Response, int]:
    """Who was faster or has the file, or what is wrong with it, for an editor to show."""
    if isinstance(refused, ChangeRefused):
        return jsonify(sentence=refused.sentence, remedy=refused.remedy), 422
    told: dict[str, object] = {"by": name_of(refused.by), "aside": refused.aside}
    if isinstance(refused, HeldByAnother):
        told |= {"at": refused.since.isoformat(), "taken": refused.taken}
        return jsonify(told), 423
    return jsonify(told | {"at": refused.at.isoformat(), "edition": refused.edition}), 409


def _seen() -> int:
    text = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if not text.isdecimal() or len(text) > 9:
        abort(428)
    return int(text)
