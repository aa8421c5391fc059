"""When somebody else was faster: who, when, and the person's own words to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forms import AnswerRow, Section, answer_rows
from handlers.directory.reading import person as directory_person
from web.inbox.opened import Opened
from web.parts import parts


@dataclass(frozen=True)
class Written:
    """What the person had written in one section."""

    title: str
    rows: list[AnswerRow]


def closed_page(opened: Opened, status: int = 200) -> ResponseReturnValue:
    """The page of a user task that is not with this person any more, with their own words.

    Who completed it is shown the confirmation instead, unless they have just sent it again (409).
    """
    row = opened.row
    if row.completed_by == g.actor.person and status == 200:
        return redirect(url_for("inbox.done", user_task_id=row.id))
    written = [_written(opened, s, opened.words.get(s.key, {})) for s in opened.sections]
    by, shown = name_of(row.completed_by or row.assignee), [w for w in written if w.rows]
    return render_template("inbox/closed.html", opened=opened, by=by, written=shown), status


def name_of(person: str | None) -> str:
    """The person's name, or the empty text when nobody did it."""
    here = parts()
    if not person:
        return ""
    with here.database.read() as db:
        known = directory_person(db, here.tenant, person)
    return known.name if known else person


def _written(opened: Opened, section: Section, words: Mapping[str, object]) -> Written:
    return Written(section.title, answer_rows(section, words, context=opened.context))
