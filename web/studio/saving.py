"""Saving from a page without JavaScript: the edition that was read comes along in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from flask import abort, flash, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from engine.changes import ChangeConflict, ChangeRefused, HeldByAnother, SeveralRefused
from web.inbox.lost import name_of
from web.parts import parts
from web.words import moment

SEEN = "_seen"
OVER = "_over"


@dataclass(frozen=True)
class Refused:
    """Why something was not saved. `held`: somebody has the file in hand, and it may be taken;
    `beside` are the refusals of other files that were sent with it."""

    sentence: str
    remedy: str
    status: int
    held: bool = False
    aside: int | None = None
    by: str = ""
    at: str = ""
    beside: tuple[Refused, ...] = ()

    @property
    def each(self) -> tuple[Refused, ...]:
        """This refusal, and those of other files sent with it."""
        return (self, *self.beside)

    @property
    def words(self) -> str:
        """Everything that was refused, and what to do about it."""
        return " ".join(f"{one.sentence} {one.remedy}" for one in self.each)


def seen(path: str) -> int:
    """The edition at which the page that was sent had read the file."""
    text = request.form.get(f"{SEEN}:{path}", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def save(change_id: UUID, path: str, content: bytes | None) -> Refused | None:
    """Write a file as the page sent it; None when it is saved, else why not: nothing is lost."""
    return save_all(change_id, {path: content})


def save_all(change_id: UUID, files: Mapping[str, bytes | None]) -> Refused | None:
    """Write the files that differ, all of them or none; the refusal says all that is refused."""
    changes, person = parts().changes, g.actor.person
    new = {p: data for p, data in files.items() if changes.file(change_id, p)[0] != data}
    try:
        for path in new if request.form.get(OVER) == "yes" else ():
            changes.hold(change_id, path, by=person, take_over=True)
        changes.write_each(change_id, {p: (new[p], seen(p)) for p in new}, by=person)
    except SeveralRefused as no:
        return told_all(no)
    except ChangeRefused as no:
        return told(no)
    return None


def told_all(no: SeveralRefused) -> Refused:
    """All refusals in words. What somebody has in hand comes first: it may be taken over."""
    first, *others = sorted(map(told, no.each), key=lambda one: -one.status)
    held = any(one.held for one in (first, *others))
    return replace(first, held=held, beside=tuple(others))


def told(no: ChangeConflict | HeldByAnother | ChangeRefused) -> Refused:
    """The refusal in words for the person who sent the page."""
    if isinstance(no, ChangeRefused):
        return Refused(no.sentence, no.remedy, 422)
    who = name_of(no.by)
    if isinstance(no, HeldByAnother):
        sentence = f"{who} has {no.hold.path} in hand since {moment(no.since)}. It was not saved."
        remedy = "Your words are below, and kept. Ask them, or take over."
        return Refused(sentence, remedy, 423, True, no.aside, who, no.since.isoformat())
    sentence = f"{who} changed {no.path} on {moment(no.at)}, after you had opened it."
    remedy = "What you see are your words; both are kept. Save to put yours in place of theirs."
    return Refused(sentence, remedy, 409, False, no.aside, who, no.at.isoformat())


def file_of(change_id: UUID, path: str, kind: str) -> tuple[bytes, int]:
    """A file of this kind, such as ".dmn", and its edition; a page not found without one."""
    content, edition = parts().changes.file(change_id, path)
    if content is None or not path.endswith(kind):
        abort(404)
    return content, edition


def answered(
    change_id: UUID,
    path: str,
    refused: Refused | None,
    *,
    page: Callable[[int, Refused], str],
    to: str,
) -> ResponseReturnValue:
    """After a plain page was sent: data for a script, the page again when it was refused (made by
    `page` from the file's edition now and the refusal), else the way back."""
    if by_script():
        return as_data(change_id, [path], refused)
    if refused is not None:
        return page(parts().changes.file(change_id, path)[1], refused), refused.status
    flash("Saved")
    return redirect(to, 303)


def by_script() -> bool:
    """Whether a script asks, which wants an answer and no page."""
    return request.headers.get("X-Requested-With") == "fetch"


def as_data(
    change_id: UUID,
    paths: Iterable[str],
    refused: Refused | None,
    problems: Mapping[str, str] = MappingProxyType({}),
) -> ResponseReturnValue:
    """How saving went, for `web/assets/src/studio/page.js`."""
    if refused is not None:
        aside = next((one.aside for one in refused.each if one.aside), None)
        said = {"sentence": refused.words, "aside": aside}
        return jsonify(said | {"by": refused.by, "at": refused.at}), refused.status
    if problems:
        return jsonify(problems=dict(problems), sentence="Not saved: see what is marked."), 422
    here = parts()
    editions = {path: here.changes.file(change_id, path)[1] for path in paths}
    return jsonify(editions=editions, saved_at=here.clock.now().isoformat())
