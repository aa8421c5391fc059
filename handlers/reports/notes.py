"""What people wrote about a report, in the words of the forms they wrote it in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.deployments import forms_of
from forms import answer_rows
from handlers.directory.reading import names
from handlers.reports.printing import Words
from handlers.reports.reading import notes
from handlers.reports.tables import Report, ReportNote

# The form each kind of note was written in.
FORMS = {
    "analysis": "report_analysis",
    "deep_dive": "report_deep_dive",
    "comment": "report_comment",
    "chapter": "report_chapter",
    "return": "report_approval",
    "missing": "report_month_missing",
}
# Those that readers of a report see; why it was returned is for those who write.
PUBLISHED = ("missing", "analysis", "deep_dive", "comment", "chapter")


def words_of(
    session: Session,
    report: Report,
    bundle: Bundle,
    kinds: Sequence[str] = PUBLISHED,
    areas: Sequence[str] | None = None,
) -> list[Words]:
    """The newest note of each kind and area; `areas` None for all, "" being the whole council."""
    newest = {(one.kind, one.area): one for one in notes(session, report.tenant_id, report.id)}
    kept = [
        one
        for one in newest.values()
        if one.kind in kinds and (areas is None or one.area in ("", *areas))
    ]
    people = names(session, report.tenant_id, [one.by for one in kept])
    return [_words(one, bundle, people.get(one.by, one.by)) for one in kept]


def _words(note: ReportNote, bundle: Bundle, by: str) -> Words:
    form = forms_of(bundle)[FORMS[note.kind]]
    rows = [row for section in form.sections for row in answer_rows(section, note.answers)]
    heading = f"{form.title}: {note.area}" if note.area else form.title
    lines = [(row.label, row.text) for row in rows]
    return Words(f"{heading} ({by})", [*lines])
