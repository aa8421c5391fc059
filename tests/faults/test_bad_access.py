"""Trying every address of an audit under way: what is not mine is not found, and nothing leaks."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from engine import tables
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, PersonRole
from handlers.documents import render
from handlers.documents.press import Paper
from handlers.records.audits import Audit
from handlers.scenarios import filling
from handlers.scenarios.audits.council import TENANT
from tests.faults.conftest import Build
from tests.faults.house import BEGIN, Browser, House

SECRET, INITIALS = "Wisteria-marker", "QXZJ"
REFERENCE = "AUD-2026-12-001"
# The tables in which a person's words end up; nothing of them is in instances, jobs or history.
CONTENT = {"submission", "stage_record", "difference", "reflection", "document_content"}


def hire(session: Session, person: str, role: str) -> None:
    session.add(
        Person(tenant_id=TENANT, id=person, name=person.title(), active=True,
               email=f"{person}@example.org", working_week=[1, 1, 1, 1, 1, 0, 0])
    )  # fmt: skip
    session.add(PersonRole(tenant_id=TENANT, person_id=person, role=role, scope=""))


@pytest.fixture
def house(build: Build, monkeypatch: pytest.MonkeyPatch) -> House:
    """All words written about the child are the marker. PDFs are pages, which is quicker."""
    monkeypatch.setattr(filling, "WORDS", SECRET)
    monkeypatch.setattr(render, "press", lambda html, _: Paper(html.encode(), 1))
    made = build()
    with made.database.write() as session:
        session.get_one(ChildCase, (TENANT, "L9-0000001")).initials = INITIALS
        for person, role in (("admin", "admin"), ("owner", "process_owner")):
            hire(session, person, role)
    made.work()
    return made


def stage_1(house: House) -> None:
    for element in ("reflect", "give_case_details", "audit_case"):
        house.play({"submit": element})


def disagree(house: House) -> None:
    """After stage 1: up to the request for an officer."""
    house.play({"submit": "review_case", "answers": {"overview.overall_grade": "inadequate"}})
    house.play({"submit": "record_discussion", "answers": {"agreed": "no"}})
    house.play({"submit": "request_officer"})


def addresses(house: House) -> Iterator[tuple[str, str]]:
    """Every address of everything there is, with the method it takes."""
    for task in house.rows(tables.UserTask):
        key = house.engine.deployed(task.deployment_id).forms[str(task.form)].sections[0].key
        yield from (("GET", f"/tasks/{task.id}{end}") for end in ("", "/check", "/done", f"/{key}"))
        ends = ("", "/claim", "/put-back", "/check", f"/{key}", f"/{key}/draft")
        yield from (("POST", f"/tasks/{task.id}{end}") for end in ends)
    yield from (("GET", f"/audits/{REFERENCE}{end}") for end in ("", "/diagram"))
    yield from (("GET", f"/documents/{d.id}") for d in house.rows(tables.Document))
    for one in house.rows(tables.ProcessInstance):
        yield from (("GET", f"/operations/instances/{one.id}{end}") for end in ("", "/diagram"))
    for one in house.rows(tables.Incident):
        yield "GET", f"/operations/incidents/{one.id}"
        yield "GET", f"/operations/incidents/causes/{one.cause}"
        ends = (f"{one.id}/retry", f"{one.id}/resolve", f"causes/{one.cause}/assign")
        yield from (("POST", f"/operations/incidents/{end}") for end in ends)


def ask(browser: Browser, method: str, address: str) -> tuple[int, str]:
    answer = browser.get(address) if method == "GET" else browser.post(address, {"reason": "x"})
    return answer.status_code, answer.text


@pytest.mark.parametrize("person", ["iro_team_manager", "owner"])
def test_without_a_part_nothing_is_found(house: House, person: str) -> None:
    stage_1(house)
    disagree(house)
    browser = house.browser(person)
    found = {address: ask(browser, *address) for address in addresses(house)}
    assert len(found) > 60
    assert {status for status, _ in found.values()} == {403, 404}
    for page in ("/tasks", "/audits", "/processes"):
        assert REFERENCE not in browser.get(page).text


def test_nobody_reads_anothers_user_task_or_draft(house: House) -> None:
    """The auditor's drafts, and the social worker's reflection, stay with whom they are."""
    row = house.waiting("reflect")
    house.browser("social_worker").post(f"/tasks/{row.id}", {"contributes": "yes", "proud": SECRET})
    for person in ("auditor", "reviewer", "service_manager", "miu", "admin"):
        browser = house.browser(person)
        for end in ("", "/check", "/done"):
            assert browser.get(f"/tasks/{row.id}{end}").status_code == 404
        answer = browser.post(f"/tasks/{row.id}", {"contributes": "no"})
        assert answer.status_code == 404
    [draft] = house.rows(tables.Draft)
    assert (draft.person, draft.answers["proud"]) == ("social_worker", SECRET)


def test_the_reviewer_reads_nothing_before_stage_1_is_submitted(house: House) -> None:
    house.play({"submit": "reflect"})
    house.play({"submit": "give_case_details"})
    reviewer = house.browser("reviewer")
    page = reviewer.get(f"/audits/{REFERENCE}")
    assert page.status_code == 200
    assert SECRET not in page.text
    assert ask(reviewer, "GET", f"/tasks/{house.waiting('audit_case').id}")[0] == 404
    house.play({"submit": "audit_case"})
    assert SECRET in reviewer.get(f"/audits/{REFERENCE}").text


def test_a_form_is_opened_by_its_recipients_and_those_who_take_part_only(house: House) -> None:
    stage_1(house)
    documents = house.rows(tables.Document)
    assert documents
    for person, status in {
        "auditor": 200, "reviewer": 200, "service_manager": 200,
        "social_worker": 404, "miu": 404, "sm_sqa": 404, "admin": 404, "owner": 404,
    }.items():  # fmt: skip
        browser = house.browser(person)
        found = {browser.get(f"/documents/{one.id}").status_code for one in documents}
        assert found == {status}, person


def test_an_auditor_who_was_replaced_reads_nothing_any_more(house: House) -> None:
    stage_1(house)
    browser = house.browser("auditor")
    assert SECRET in browser.get(f"/audits/{REFERENCE}").text
    with house.database.write() as session:
        hire(session, "successor", "team_manager")
        session.get_one(Audit, (TENANT, house.audit_id)).auditor = "successor"
    assert SECRET not in browser.get(f"/audits/{REFERENCE}").text
    with house.database.write() as session:
        session.get_one(Person, (TENANT, "auditor")).active = False
    answer = browser.get("/tasks")
    assert (answer.status_code, answer.location) == (303, "/sign-in?wanted=/tasks")


def held_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something goes wrong in every way while the marker is at hand."""

    def clumsy(html: str, _: object) -> Paper:
        raise RuntimeError(f"could not lay out {html} by {SECRET}")

    monkeypatch.setattr(render, "press", clumsy)
    stage_1(house)
    with house.database.write() as session:
        session.get_one(Person, (TENANT, "reviewer")).email = "reviewer@elsewhere.org"
    house.play({"submit": "review_case", "answers": {"overview.overall_grade": "inadequate"}})
    house.travel(BEGIN + timedelta(days=4))


def test_an_administrator_and_the_log_see_no_case_content(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    held_up(house, monkeypatch)
    admin = house.browser("admin")
    seen = [ask(admin, *address) for address in addresses(house)]
    seen += [ask(admin, "GET", f"/operations/{page}") for page in ("instances", "incidents")]
    seen += [ask(admin, "GET", page) for page in ("/tasks", "/audits", "/processes", "/mailbox")]
    assert 500 not in {status for status, _ in seen}
    pages = [page for status, page in seen if status == 200]
    assert len(pages) >= 6
    assert "Held up" in "".join(pages)
    everything = "".join(pages) + caplog.text
    assert SECRET not in everything
    assert INITIALS not in everything


def test_what_is_written_is_in_few_tables_only(house: House) -> None:
    stage_1(house)
    disagree(house)
    assert set(holding(house, SECRET)) == CONTENT
    # The printed form says which case it is; only who was sent it, or may read the audit, gets it.
    assert set(holding(house, INITIALS)) == {"child_case", "document_content"}


def holding(house: House, marker: str) -> Iterator[str]:
    """The tables with the marker in any column, also where it is compressed."""
    for table in inspect(house.parts.database.engine).get_table_names():
        with house.database.read() as session:
            rows = session.execute(text(f'SELECT * FROM "{table}"')).all()
        if any(marker in readable(value) for row in rows for value in row):
            yield table


def readable(value: object) -> str:
    if isinstance(value, bytes):
        with suppress(zlib.error):
            value = zlib.decompress(value)
        return bytes(value).decode(errors="replace")
    return str(value)
