"""What the audit offers people without a form in their inbox, and to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.bundle import Bundle
from engine.database import Database
from engine.errors import NotAllowed
from handlers.documents.source import source_of
from handlers.records.reading import audit_page
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.player import Player
from tests.processes.paper import plain

GIVEN = {"category": "CIN"}
TO_MODERATION = (
    {"submit": "reflect"},
    {"submit": "give_case_details", "answers": {"category": "CIN", "open_date": "2026-10-15"}},
    {"submit": "audit_case"},
    {"submit": "review_case", "answers": {"overview.overall_grade": "requires_improvement"}},
)


@pytest.fixture(autouse=True)
def pages_not_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.documents.render.press", plain)


def moderated(database: Database, bundle: Bundle) -> Player:
    player = Player(database, bundle, GIVEN)
    for step in TO_MODERATION:
        player.play(step)
    return player


def test_r86_only_the_reviewer_asks_for_an_officer(sqlite: Database, bundle: Bundle) -> None:
    player = moderated(sqlite, bundle)
    assert {o.element_id: o.people for o in player.offered()}["officer_asked_for"] == ["reviewer"]
    with pytest.raises(NotAllowed):
        player.take("officer_asked_for", "auditor", {})


def test_a41_the_auditor_too_once_the_setting_is_changed(sqlite: Database, bundle: Bundle) -> None:
    said = bundle.text("bundle.toml")
    off, on = "auditor_may_ask_for_officer = false", "auditor_may_ask_for_officer = true"
    assert off in said
    files = {**bundle.files, "bundle.toml": said.replace(off, on).encode()}
    player = moderated(sqlite, replace(bundle, files=files))
    player.take("officer_asked_for", "auditor", {})
    player.work()
    assert player.ahead() == ["appoint_officer"]


def test_r34_and_r36_only_management_information_ends_an_audit_early(
    sqlite: Database, bundle: Bundle
) -> None:
    player = Player(sqlite, bundle, GIVEN)
    for element in ("auditor_discounted", "cancellation_received"):
        for person in ("auditor", "reviewer", "social_worker", "sm_sqa"):
            with pytest.raises(NotAllowed):
                player.take(element, person, {})
    assert player.audit().state == "issued"


def test_a10_only_the_auditor_goes_on_without_the_reflection(
    sqlite: Database, bundle: Bundle
) -> None:
    player = Player(sqlite, bundle, GIVEN)
    for person in ("social_worker", "reviewer", "miu"):
        with pytest.raises(NotAllowed):
            player.take("reflection_released", person, {})


def test_a10_a_late_reflection_is_marked_so_on_the_form_and_told_on_the_audits_page(
    sqlite: Database, bundle: Bundle
) -> None:
    player = Player(sqlite, bundle, GIVEN)
    player.take("reflection_released", "auditor", {"reason": "absence"})
    for step in TO_MODERATION[:2]:
        player.play(step)
    with sqlite.read() as session:
        source = source_of(session, TENANT, bundle, str(player.audit_id))
        page = audit_page(session, TENANT, "AUD-2026-12-001")
    assert source.reflected == "late"
    told = [one.sentence for one in page.timeline]
    assert "“Go on without the reflection” was done by Amina Okoro." in told
    assert "“Reflect on my practice” was done by Carys Pugh." in told


def test_a10_the_form_says_when_none_was_given(sqlite: Database, bundle: Bundle) -> None:
    player = Player(sqlite, bundle, GIVEN)
    player.take("reflection_released", "auditor", {"reason": "vacancy"})
    with sqlite.read() as session:
        assert source_of(session, TENANT, bundle, str(player.audit_id)).reflected == "none"
