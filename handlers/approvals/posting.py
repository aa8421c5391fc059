"""Writing a notice about an approval or a version to one person."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.context import Context
from engine.errors import Permanent
from engine.mailing import Letter, Origin, queue_mail
from engine.releases.telling import Notice, Post
from handlers.approvals.wording import texts
from handlers.directory.reading import names, person
from handlers.directory.tables import Person
from handlers.letters.texts import LetterTexts, Rendered
from handlers.settings import Settings


def posting(context: Context, settings: Settings) -> Post:
    """What writes notices of an installation. Who has left, or is nobody, gets none."""

    def post(session: Session, notice: Notice, reader: str) -> None:
        found = person(session, context.tenant, reader)
        if found is None or not found.active:
            return
        by = notice.about["by"]
        about = {**notice.about, "by": names(session, context.tenant, [by]).get(by, by)}
        worded, rendered = _worded(notice, about, found, settings)
        origin = Origin(context.tenant, None, None, context.mail_domain)
        letter = Letter(
            notice.letter, found.id, found.email, rendered.subject, rendered.body,
            worded.reason or "You take part in the approval of changes.",
            f"{notice.key}:{found.id}",
        )  # fmt: skip
        queue_mail(session, origin, letter, context.now())

    return post


def _worded(
    notice: Notice, about: Mapping[str, str], reader: Person, settings: Settings
) -> tuple[LetterTexts, Rendered]:
    """In the words of the version in force; in ours where these cannot be filled in, since no
    approval may wait for a word in a letter."""
    try:
        return _filled(notice.bundle, notice, about, reader, settings)
    except Permanent:
        return _filled(None, notice, about, reader, settings)


def _filled(
    bundle: Bundle | None,
    notice: Notice,
    about: Mapping[str, str],
    reader: Person,
    settings: Settings,
) -> tuple[LetterTexts, Rendered]:
    worded = texts(bundle, notice.letter)
    known = {
        "recipient": {"name": reader.name, "role": ""},
        "about": about,
        "parameters": bundle.parameters if bundle is not None else {},
        "sender": worded.sender,
        "attached": False,
        "link": settings.link(notice.page),
    }
    return worded, worded.render(known if worded.has_link else _without_link(known))


def _without_link(known: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in known.items() if name != "link"}
