"""The pages of simulations in a real browser."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from engine.bundle import Bundle
from handlers.directory.tables import PersonRole
from processes import bundle_paths
from tests.journeys.test_pages import assert_accessible
from web.runs import RUNNING
from web.simulations.tables import Simulation

FIGURES = {
    "sound": False,
    "simulation": {"until": "2026-11-09", "ended": "when nothing was left to do"},
    "conservation": {"issued": 2, "concluded": 1, "discounted": 0, "cancelled": 0, "open": 1,
                     "holds": True},
    "completion": {"North": {"counted": 2, "in_time": 1, "late": 0, "not_done": 1},
                   "all": {"counted": 2, "in_time": 1, "late": 0, "not_done": 1}},
    "letters": {"sent": 12, "by_kind": {"issue_auditor": 2, "reminder_auditor": 10},
                "by_day": {"2026-08-24": 2, "2026-09-07": 10}, "twice": 0,
                "examples": {"issue_auditor": {"subject": "Please audit", "body": "Dear Amara",
                                               "wording": ["Please audit", "Dear"]}},
                "chasers": {"sent": 10, "by_kind": {"reminder_auditor": 10}}},
    "load": {"by_role": {"team_manager": {"people": 2, "user_tasks": 4, "most_open_at_once": 2}},
             "busiest": [{"name": "Amara Penhallow", "user_tasks": 4, "most_open_at_once": 2,
                          "letters": 6}]},
    "user_tasks": {"audit_case": {"name": "Audit the case", "asked": 2, "done": 1, "late": 0,
                                  "working_days": {"number": 1, "median": 9, "highest": 9}}},
    "outcomes": {"moderated": 0, "decided_by_an_officer": 0, "grade_words": {"good": "Good"},
                 "grades": {"stage_1": {"good": 1}, "stage_2": {}, "final": {}}},
    "forms": {"audit": {"title": "Audit", "sent": 1, "questions": {"audit/grade": {
        "section": "Audit", "words": "Overall grade", "asked": 1, "answered": 1,
        "options": {"good": {"words": "Good", "chosen": 1}}}}}},
    "follow_ups": {"concern": {"begun": 1, "escalated": 0, "open": 1}},
    "documents": 1, "incidents": [{"element": "send_pdf", "kind": "handler", "sentence": "No."}],
    "stuck": {}, "stalled": 0,
}  # fmt: skip


@pytest.fixture
def simulated(parts, clock):
    """Rows of a simulation that runs and of one that is done, with a process owner to see them."""
    given = {"tenant_id": "main", "begun_by": "stranger", "begun_at": clock.now(), "version": 1,
             "bundle": "peer_review_audit", "month": "2026-09", "months": 1, "profile": "mini",
             "seed": 7, "behaviour": "steady"}  # fmt: skip
    later = clock.now() + timedelta(days=1)
    ids = {RUNNING: uuid4(), "done": uuid4()}
    parts.engine.deploy(Bundle.from_folders(*bundle_paths("peer_review_audit")), by="boss")
    with parts.database.write() as session:
        session.add(PersonRole(tenant_id="main", person_id="stranger", role="process_owner",
                               scope=""))  # fmt: skip
        session.add(Simulation(**given, id=ids[RUNNING], state=RUNNING, seen_at=later,
                               day="2026-09-04", first_day="2026-08-12",
                               last_day="2026-12-10"))  # fmt: skip
        session.add(Simulation(**given, id=ids["done"], state="done", seen_at=clock.now(),
                               ended_at=clock.now(), figures=FIGURES))  # fmt: skip
    return ids


def test_simulations(page, axe, simulated, parts):
    page.goto("/sign-in")
    page.get_by_role("button", name="Sam Stranger").first.click()
    page.get_by_role("link", name="Simulations").click()
    assert_accessible(page, axe, "simulations")
    page.get_by_label("First month").fill("soon")
    page.get_by_role("button", name="Begin").click()
    assert_accessible(page, axe, "simulations-wrong")
    seen_to_go_on(page, simulated[RUNNING], parts)
    for state, simulation_id in simulated.items():
        page.goto(f"/simulations/{simulation_id}")
        assert_accessible(page, axe, f"simulation-{state}")


def seen_to_go_on(page, simulation_id, parts):
    """How far it is comes by itself, and whoever is at the button stays there."""
    page.clock.install()
    page.goto(f"/simulations/{simulation_id}")
    page.get_by_role("button", name="Cancel").focus()
    expect(page.get_by_role("status")).to_contain_text("It has reached 4 September 2026")
    with parts.database.write() as session:
        session.execute(update(Simulation).values(day="2026-09-30").filter_by(id=simulation_id))
    page.clock.run_for(4_000)
    expect(page.get_by_role("status")).to_contain_text("It has reached 30 September 2026")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
