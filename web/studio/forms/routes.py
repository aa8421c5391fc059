"""A page of a form: its questions as fields, as staff will see it, and in the form editor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from flask import (
    Blueprint,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from engine.editing.questions import Question, QuestionRefused, questions
from forms import FormRefused
from web.access.permission import permit
from web.parts import parts
from web.studio.content_policy import for_editors
from web.studio.forms.lossless import losses
from web.studio.forms.posted import edited
from web.studio.forms.showing import page_of
from web.studio.opened import heading, opened
from web.studio.saving import Refused, answered, by_script, file_of, save

blueprint = Blueprint("studio_forms", __name__)
AT = "/studio/changes/<uuid:change_id>"
PATH = "/forms/<path:path>"
AGAIN = "What you typed is below."
NEW = {
    "textfield": "One line of text",
    "textarea": "Several lines of text",
    "number": "A number",
    "datetime": "A day",
    "radio": "One of several answers",
    "select": "One from a list",
    "checklist": "Any of several answers",
    "checkbox": "A tick box",
    "text": "Words to read",
}


@blueprint.get(f"{AT}{PATH}")
@permit("studio.read")
def form(change_id: UUID, path: str) -> ResponseReturnValue:
    """The questions as fields, and the page as staff will see it."""
    content, edition = file_of(change_id, path, ".form")
    return _page(change_id, path, content, edition)


@blueprint.post(f"{AT}{PATH}")
@permit("studio.edit")
def save_form(change_id: UUID, path: str) -> ResponseReturnValue:
    """Save the questions, and do what the button asks for."""
    content, _ = file_of(change_id, path, ".form")
    try:
        content = edited(content, path, request.form)
        refused = save(change_id, path, content)
    except QuestionRefused as no:
        refused = Refused(str(no), AGAIN, 422)
    except FormRefused as no:
        refused = Refused(no.sentence, no.remedy, 422)
    page = partial(_page, change_id, path, content)
    back = url_for(".form", change_id=change_id, path=path)
    return answered(change_id, path, refused, page=page, to=back)


@blueprint.get(f"{AT}/forms-shown/<path:path>")
@permit("studio.read")
def shown(change_id: UUID, path: str) -> ResponseReturnValue:
    """The page as staff will see it, with the facts and answers that were chosen."""
    file_of(change_id, path, ".form")
    told = {"path": path, "page": _as_seen(change_id, path)}
    if by_script():
        return render_template("studio/forms/seen.html", change=opened(change_id), **told)
    return render_template("studio/forms/shown.html", **told, **heading(opened(change_id)))


@blueprint.get(f"{AT}/forms-drawn/<path:path>")
@permit("studio.read")
def drawn(change_id: UUID, path: str) -> ResponseReturnValue:
    """The file in the form editor."""
    file_of(change_id, path, ".form")
    shown = heading(opened(change_id), path)
    page = render_template("studio/forms/drawn.html", path=path, **shown)
    return for_editors(make_response(page))


@blueprint.post(f"{AT}/forms-kept/<path:path>")
@permit("studio.read")
def kept(change_id: UUID, path: str) -> ResponseReturnValue:
    """What would be lost if the file, saved by the editor without a change, replaced it."""
    content, _ = file_of(change_id, path, ".form")
    return jsonify(losses=losses(content, request.get_data(cache=False)))


def _page(
    change_id: UUID, path: str, content: bytes, edition: int, refused: Refused | None = None
) -> str:
    found: list[Question] = []
    try:
        found = questions(content, path)
    except FormRefused as no:
        refused = refused or Refused(no.sentence, no.remedy, 422)
    return render_template(
        "studio/forms/form.html",
        path=path,
        questions=found,
        types=NEW,
        edition=edition,
        refused=refused,
        element=request.args.get("element", ""),
        page=_as_seen(change_id, path),
        **heading(opened(change_id), path),
    )


def _as_seen(change_id: UUID, path: str) -> object:
    chosen: Mapping[str, str] = {name: word[:200] for name, word in request.args.items()}
    return page_of(parts().changes.bundle(change_id), path, chosen, parts().clock.now())
