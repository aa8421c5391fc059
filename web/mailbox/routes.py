"""Reading the letters of the demo."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine import queries
from engine.queries import MailFilters
from engine.tables import Document
from handlers.directory.reading import names
from web.access.permission import permit
from web.documents import download
from web.inbox.filters import page_number
from web.parts import parts

blueprint = Blueprint("mailbox", __name__)


@blueprint.before_request
def only_in_a_demo() -> None:
    """Outside a demo there is no such page: letters there are their recipients' own."""
    if not parts().config.demo:
        abort(404)


@blueprint.get("/mailbox")
@permit("mailbox.read")
def overview() -> ResponseReturnValue:
    """Letters, newest first: everybody's, or one person's."""
    here, asked = parts(), request.args
    chosen = MailFilters(recipient=asked.get("to") or None, text=asked.get("text", "")[:100])
    with here.database.read() as db:
        page = queries.mails(db, here.tenant, chosen, page_number(asked))
        people = names(db, here.tenant, [*(m.recipient for m in page.rows), chosen.recipient])
    return render_template(
        "mailbox/overview.html",
        list=page, chosen=chosen, people=people,
        address=lambda number: url_for("mailbox.overview", **{**asked, "page": number}),
    )  # fmt: skip


@blueprint.get("/mailbox/<uuid:mail_id>")
@permit("mailbox.read")
def letter(mail_id: UUID) -> ResponseReturnValue:
    """One letter with its attachments and the reason this person got it."""
    here = parts()
    with here.database.read() as db:
        mail = queries.mail(db, here.tenant, mail_id)
        people = names(db, here.tenant, [mail.recipient])
        attached = [queries.document(db, here.tenant, d) for d in mail.attachments]
    return render_template("mailbox/letter.html", mail=mail, people=people, attached=attached)


@blueprint.get("/mailbox/<uuid:mail_id>/<uuid:document_id>")
@permit("mailbox.read")
def attachment(mail_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """A document that came with a letter."""
    here = parts()
    with here.database.read() as db:
        if str(document_id) not in queries.mail(db, here.tenant, mail_id).attachments:
            abort(404)
        found: Document = queries.document(db, here.tenant, document_id)
        return download(found, queries.document_bytes(db, here.tenant, document_id))
