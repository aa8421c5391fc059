"""What is counted in the forms of the audits concluded since the last report. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.records.fields import OVERVIEW, day_of
from handlers.reports.cube import Counted
from handlers.reports.facts import AuditFact, Window
from handlers.reports.rules import Rules


def content(fact: AuditFact, window: Window, rules: Rules) -> Iterator[Counted]:
    """Themes, actions and judgements in the forms of the audits concluded since."""
    stages = [stage for stage in (fact.auditor, fact.reviewer) if stage]
    if not window.holds(fact.concluded_at) or not stages:
        return
    overviews = [stage.answers.get(OVERVIEW, {}) for stage in stages]
    for theme in sorted({theme for one in overviews for theme in one.get("themes") or ()}):
        yield "theme", (theme,)
    for action in (row for one in overviews for row in one.get("actions") or ()):
        owner, until = action.get("owner") or "", rules.day(window.until)
        yield "action", (owner, "now" if action.get("immediate") else "planned")
        yield "action_due", (owner, _due(day_of(action.get("due")), until))
    for (section, question), kind in rules.judgements.items():
        answer = stages[-1].answers.get(section, {}).get(question)
        if answer:
            yield "answer", (section, kind, answer)


def _due(on: date | None, until: date) -> str:
    """Against the day the figures are taken: whether an action was done is not in the records."""
    return "undated" if on is None else "due" if on <= until else "ahead"
