"""An invented form at each stage, with everything a page may show: to try templates on."""

from __future__ import annotations

from datetime import date

from handlers.documents.view import FormView, Line, Moderation, Part, Party

STAGES = (1, 2, 3)
DAY = date(2026, 12, 1)


def sample(stage: int) -> FormView:
    """The form as it would be at that stage of an invented audit."""
    who = (Party("Auditor", "A Manager", DAY, "Good"), Party("Reviewer", "A Peer", DAY, "Good"))
    parties = who[:1] if stage == 1 else who
    line = Line("1.1", "Question", ("Yes", "No")[: len(parties)], ("", "Reason")[: len(parties)])
    return FormView(
        reference="AUD-2026-12-001",
        case="L0000001 (AB)",
        month="December 2026",
        category="Child in need",
        stage=stage,
        version=1,
        variant="full",
        as_of=DAY,
        people=(("Auditor", "A Manager"), ("Social worker", "")),
        parties=parties,
        parts=(Part("s1", "Section", (line,)),),
        reflected="given",
        concern="responded",
        moderation=_moderation() if stage == STAGES[-1] else None,
        superseded_by=2 if stage == 1 else None,
    )


def _moderation() -> Moderation:
    lines = (Line("", "Reason", ("Because",)),)
    return Moderation("Good", "Good", "An Officer", True, DAY, lines)
