"""The recording on the child's file as the auditor has it on the page."""

from __future__ import annotations

from typing import Any

import forms
from tests.forms.support import decide
from tests.policy.one_audit import LONDON, OneAudit

NOTE, USE, COPY, LOOK = (
    "create_case_note",
    "use_in_supervision",
    "offer_supervision_copy",
    "check_recording",
)


def begun(audit: OneAudit, **told: Any) -> OneAudit:
    """The audit form is submitted, with these answers; its recording has begun."""
    audit.begin()
    audit.play({"submit": "audit_case", "answers": told})
    return audit


def beside(audit: OneAudit) -> list[str]:
    """The elements of the open user tasks of the recording, sorted."""
    return sorted(t.element_id for t in audit.open() if t.element_id in (NOTE, USE, COPY, LOOK))


def due(audit: OneAudit, element: str) -> str:
    """When it is due, on the clock in London."""
    at = audit.task(element).due_at
    assert at is not None
    return f"{at.astimezone(LONDON):%Y-%m-%d %H:%M}"


def page(audit: OneAudit, evaluate: forms.Evaluate, **saved: Any) -> forms.Bound:
    """The page of the case note as it is opened, or with the words saved on it."""
    row = audit.task(NOTE)
    return forms.bind(
        audit.form(row).sections[0],
        context=row.details["context"],
        saved=saved,
        reviewed=audit.submission(row.details["reviews"]).answers,
        evaluate=evaluate,
        decide=decide,
        validate=bool(saved),
    )


def note(bound: forms.Bound) -> str:
    """The text of the note that is ready to copy."""
    [item] = [one for one in bound.items if one.name == "note"]
    return str(item.word)


def hints(bound: forms.Bound) -> str:
    """What is said about the wording; nothing where there is nothing to say."""
    said = [block for one in bound.hints if not one.hidden for block in one.blocks]
    return " ".join(span.text for block in said for line in block.lines for span in line)


def written(form: forms.Form, text: str, evaluate: forms.Evaluate) -> forms.Bound:
    """The page of a note with this text, outside any audit. Carys Pugh works on the case."""
    return forms.bind(
        form.sections[0],
        context={"staff": ["Carys Pugh"]},
        saved={"note": text},
        evaluate=evaluate,
        decide=decide,
        validate=True,
    )
