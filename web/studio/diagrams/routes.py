"""The page on which a diagram of a change is drawn."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from web.access.permission import permit
from web.parts import parts
from web.studio.content_policy import for_editors
from web.studio.diagrams import answers
from web.studio.opened import heading, opened

blueprint = Blueprint("studio_diagrams", __name__)
answers.add_to(blueprint)


@blueprint.get(f"{answers.AT}")
@permit("studio.read")
def diagram(change_id: UUID, path: str) -> ResponseReturnValue:
    """The editor; `?element=` is selected. Who may not edit sees the same, read only."""
    change = opened(change_id)
    content, _ = parts().changes.file(change_id, path)
    if content is None or not path.endswith(".bpmn"):
        abort(404)
    element = request.args.get("element", "")
    page = render_template(
        "studio/diagrams/diagram.html", path=path, element=element, **heading(change, path)
    )
    return for_editors(make_response(page))
