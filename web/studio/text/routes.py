"""Any file of a change as plain text; what the check says of one; documents as printed."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.errors import HandlerFailed, Permanent
from handlers.documents.pages import FOLDER as DOCUMENTS
from web.access.permission import permit
from web.parts import parts
from web.studio.editors import editor_of
from web.studio.opened import heading, opened
from web.studio.saving import Refused, answered, save
from web.studio.text.papers import PAPERS, printed

blueprint = Blueprint("studio_text", __name__)
AT = "/studio/changes/<uuid:change_id>"
ABOUT = {
    ".toml": "Settings as text. A line that begins with # is a comment. Saving checks it.",
    ".md": "Words for people. A line that begins with # is a heading.",
    ".html": "A page that becomes a PDF. Names in {{ }} are filled in.",
    ".css": "How the pages that become PDFs look.",
    ".svg": "A picture, as text.",
}
PLAIN = "The file as it is kept. Saving checks it."


@blueprint.get(f"{AT}/text/<path:path>")
@permit("studio.read")
def text(change_id: UUID, path: str) -> ResponseReturnValue:
    """The file in a large field; it is saved as it is typed, or by the button."""
    content, edition = parts().changes.file(change_id, path)
    if content is None:
        abort(404)
    return _page(change_id, path, _decoded(content), edition)


@blueprint.post(f"{AT}/text/<path:path>")
@permit("studio.edit")
def save_text(change_id: UUID, path: str) -> ResponseReturnValue:
    """Save it; what is wrong with it is said on the page, and hinders nobody from going on."""
    typed = request.form.get("content", "").replace("\r\n", "\n")
    refused = save(change_id, path, typed.encode())
    back = url_for(".text", change_id=change_id, path=path)
    page = partial(_page, change_id, path, typed)
    return answered(change_id, path, refused, page=page, to=back)


@blueprint.get(f"{AT}/findings/<path:path>")
@permit("studio.read")
def findings(change_id: UUID, path: str) -> ResponseReturnValue:
    """What the check says of one file, or of one element in it; a part of a page for scripts."""
    element = request.args.get("element", "")
    found = [f for f in parts().changes.findings(change_id) if _is_about(f.file, path)]
    told = [f for f in found if f.element == element] if element else found
    if request.headers.get("X-Requested-With") == "fetch":
        return render_template("studio/text/told.html", findings=told, element=element)
    editor = editor_of(change_id, path)
    shown = heading(opened(change_id), path)
    return render_template(
        "studio/text/findings.html",
        path=path,
        findings=told,
        element=element,
        editor=editor,
        **shown,
    )


@blueprint.get(f"{AT}/papers/<name>")
@permit("studio.read")
def paper(change_id: UUID, name: str) -> ResponseReturnValue:
    """A form or a report with invented content, as the PDF it becomes."""
    bundle = parts().changes.bundle(change_id)
    if name not in PAPERS:
        abort(404)
    try:
        found = printed(bundle, name)
    except (Permanent, HandlerFailed) as no:
        shown = heading(opened(change_id))
        return render_template("studio/text/not_printed.html", sentence=str(no), **shown), 422
    answer = Response(found.content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def _page(
    change_id: UUID, path: str, text: str, edition: int, refused: Refused | None = None
) -> str:
    kind = PurePosixPath(path).suffix
    return render_template(
        "studio/text/text.html",
        path=path,
        text=text,
        edition=edition,
        refused=refused,
        about=ABOUT.get(kind, PLAIN),
        papers=PAPERS if path.startswith(DOCUMENTS) else {},
        **heading(opened(change_id), path),
    )


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        abort(404)


def _is_about(file: str, path: str) -> bool:
    """A finding about the file, or about the folder it is in."""
    return file == path or (bool(file) and path.startswith(f"{file}/"))
