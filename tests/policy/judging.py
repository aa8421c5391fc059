"""One section of the form judged as the auditor or the peer reviewer sends it."""

from __future__ import annotations

import forms
from tests.forms.support import decide

AUDITOR = {"role": "auditor", "category": "CP", "open_band": "3_months_or_more"}
REVIEWER = {**AUDITOR, "role": "reviewer"}
GRADES = ["outstanding", "good", "requires_improvement", "inadequate", "inadequate_critical"]
Answers = dict[str, dict[str, object]]


def judge(
    audit: forms.Form,
    evaluate: forms.Evaluate,
    key: str,
    answers: dict[str, object],
    context: dict[str, str],
    reviewed: dict[str, object] | None = None,
) -> tuple[dict[str, object], list[str]]:
    """What is kept of the answers to section `key`, and the fields that have a problem."""
    kept, problems = forms.check(
        audit,
        {key: answers},
        sections=[key],
        context=context,
        reviewed=None if reviewed is None else {key: reviewed},
        evaluate=evaluate,
        decide=decide,
    )
    found = kept[key]
    assert isinstance(found, dict)
    return found, [p.field for p in problems]
