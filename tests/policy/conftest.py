"""The bundle's forms and the engine's expression language, for tests of the policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import forms
from engine.bundle import Bundle
from engine.database import Database
from tests.forms.support import audit, bundle_forms, decide, evaluate, render
from tests.handlers.conftest import bundle, office
from tests.policy.erasing import conclude, erasures, over, printed, settled
from tests.policy.one_audit import OneAudit
from tests.processes.paper import plain

__all__ = [
    "audit",
    "bundle",
    "bundle_forms",
    "conclude",
    "erasures",
    "evaluate",
    "evidenced",
    "office",
    "one_audit",
    "over",
    "printed",
    "render",
    "settled",
]


@pytest.fixture
def one_audit(
    sqlite: Database, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., OneAudit]:
    """Issue one audit: keywords as the council's draw has them; `using` is another bundle."""
    monkeypatch.setattr("handlers.documents.render.press", plain)

    def issued(using: Bundle = bundle, **given: Any) -> OneAudit:
        return OneAudit(sqlite, using, given)

    return issued


@pytest.fixture
def evidenced(audit: forms.Form, evaluate: forms.Evaluate) -> dict[str, dict[str, object]]:
    """A complete stage 1: every question of every section answered in one way."""
    context = {"role": "auditor", "category": "CP", "open_band": "3_months_or_more"}
    kept: Any = forms.check(
        audit,
        {section.key: _filled(section) for section in audit.sections},
        sections=None,
        context=context,
        reviewed=None,
        evaluate=evaluate,
        decide=decide,
    )[0]
    return {key: dict(answers) for key, answers in kept.items()}


def _filled(section: forms.Section) -> dict[str, object]:
    words = "Seen on the record, in the note of 4 March."
    found: dict[str, object] = {}
    for component in section.walk():
        if component.required and component.role in ("", "auditor"):
            first = component.options[0].value if component.options else words
            found[component.key] = first
    if section.key == "overview":
        row = {"action": words, "owner": "social_worker", "due": "2026-12-24", "immediate": False}
        found["actions"] = [row]
    return found
