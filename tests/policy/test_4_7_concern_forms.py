"""Section 4.7: what letters and forms about a concern say."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from engine.bundle import Bundle
from tests.policy.concerning import WORDS, answer, concern
from tests.policy.one_audit import OneAudit

Issue = Callable[..., OneAudit]


def test_r113_every_letter_says_that_it_replaces_no_call(one_audit: Issue) -> None:
    audit = one_audit(issued=False)
    concern(audit)
    audit.go("2026-11-24 17:01")
    audit.do("respond")
    audit.go("2026-11-25 12:00")
    answer(audit)
    audit.do("am_i_satisfied", satisfied="no", why_not=WORDS)
    letters = audit.mail()
    assert len({one.letter for one in letters}) == 4
    assert all("call 999 or the duty team first" in one.body for one in letters)


def test_r113_the_form_begins_with_whom_to_call_and_asks_five_questions_at_most(
    bundle: Bundle,
) -> None:
    form = json.loads(bundle.text("forms/concern.form"))
    assert "notice" not in form, "a notice is shown before everything else"
    page = form["components"]
    assert page[0]["type"] == "text"
    assert "call 999 or the duty team first" in page[0]["text"]
    assert len([one for one in page if one["type"] != "text"]) <= 5


@pytest.mark.parametrize("step", ["respond", "take_up", "tell", "action", "satisfied", "put_right"])
def test_r113_so_does_every_form_about_a_concern(bundle: Bundle, step: str) -> None:
    form = json.loads(bundle.text(f"forms/concern_{step}.form"))
    assert "notice" not in form
    assert "call **999** or the duty team first" in form["components"][0]["text"]
