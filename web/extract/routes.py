"""Uploading the extract: all or nothing, every bad row named."""

from __future__ import annotations

from flask import Blueprint, Request, current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from handlers.intake import ImportRefused
from handlers.intake.columns import LAYOUTS
from handlers.intake.page import last_imports
from handlers.intake.taking import take
from web.access.permission import permit
from web.parts import parts

blueprint = Blueprint("extract", __name__)
TIMES = 8


def allow_files() -> None:
    """Let this page alone take larger requests; before anything reads them."""
    if request.endpoint == "extract.upload":
        request.max_content_length = TIMES * int(current_app.config["MAX_CONTENT_LENGTH"])


@blueprint.get("/extract")
@permit("extract.import")
def overview() -> ResponseReturnValue:
    """What is imported, from which files, and when it was done last."""
    return page()


@blueprint.post("/extract")
@permit("extract.import")
def upload() -> ResponseReturnValue:
    """Import the files sent, together; with problems nothing is changed."""
    files = _files(request)
    if not files:
        return page(problem="Select at least one file of the extract"), 422
    here = parts()
    try:
        taken = take(here.engine, files, by=g.actor.person, demo=here.config.demo)
    except ImportRefused as refused:
        return page(refused=refused), 422
    return page(taken=taken)


def page(**found: object) -> str:
    """The page, with what came of an upload."""
    here = parts()
    with here.database.read() as db:
        imports = last_imports(db, here.tenant)
    return render_template("extract/extract.html", files=list(LAYOUTS), imports=imports, **found)


def _files(asked: Request) -> dict[str, bytes]:
    """The files of the extract that were sent, by their names."""
    read = {}
    for file in asked.files.getlist("files"):
        with file.stream:
            read[file.filename or ""] = file.stream.read()
    return {name: read[name] for name in LAYOUTS if name in read}
