"""The two pages of an operation: what has to be said, and what would happen."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import render_template, request

from engine.acting import stands
from web.operations.acting import wording
from web.operations.acting.asked import FIELDS, Fields
from web.operations.acting.choices import choices
from web.operations.acting.looking import Look, meanwhile
from web.operations.instance.told import Line
from web.operations.reasons import given_reason
from web.operations.versions import process_name
from web.parts import parts

LARGEST = 10


def number(name: str) -> int:
    """A number that the page carried; -1 when it did not: then the page is out of date."""
    text = request.form.get(name, "")
    return int(text) if text.isdecimal() and len(text) < LARGEST else -1


class Page:
    """The pages of one operation on one instance, with what was filled in."""

    def __init__(self, instance_id: UUID, fields: Fields) -> None:
        self.instance_id, self.fields = instance_id, fields

    @property
    def asks(self) -> bool:
        """Whether anything has to be said before it can be looked at."""
        return bool(FIELDS.get(self.fields.kind))

    def shown(self, wrong: Mapping[str, str] | None = None) -> str:
        """The fields, with what was typed."""
        return render_template(
            "operations/acting/ask.html", wrong=wrong or {}, reason=given_reason(), **self._about()
        )

    def confirm(
        self, look: Look, wrong: Mapping[str, str] | None = None, *, moved: bool = False
    ) -> str:
        """What would happen, and the reason; with `moved` also what others did meanwhile."""
        here = parts()
        lines: tuple[Line, ...] = ()
        with here.database.read() as db:
            standing = stands(here.engine.context, db, self.instance_id)
            if moved:
                lines = tuple(meanwhile(db, standing.row, number("since")))
        return render_template(
            "operations/acting/confirm.html",
            look=look, wrong=wrong or {}, moved=moved, lines=lines, reason=given_reason(),
            asks=self.asks, **self._about(),
        )  # fmt: skip

    def _about(self) -> dict[str, object]:
        here, kind = parts(), self.fields.kind
        at = self.fields.typed.get("at", "")
        with here.database.read() as db:
            standing = stands(here.engine.context, db, self.instance_id)
            place = next((p for p in standing.places if str(p.at.task_id) == at), None)
            options = choices(db, here, kind, standing, place)
        typed = dict(self.fields.typed)
        if kind == "due" and not typed["due"]:
            typed["due"] = options.due
        name = process_name(here, standing.row)
        about = {"row": standing.row, "name": name, "place": place, "options": options}
        return {**about, "kind": kind, "typed": typed, "words": wording}
