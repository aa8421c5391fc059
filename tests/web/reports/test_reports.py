"""Who finds which report, cut to their places; drafts, corrections and packs."""

from __future__ import annotations

import csv
import io
from uuid import uuid4

import pytest
from lxml import html
from sqlalchemy import func, select, update

from engine.tables import AuditLog, Document, DocumentContent, Submission
from handlers.caseload.tables import ChildCase
from handlers.directory.tables import Person, Team
from handlers.records.audits import Audit
from handlers.reports.cube import digest_of
from handlers.reports.reading import latest
from handlers.reports.tables import Report, ReportPack
from tests.handlers.office import ISSUE_DAY, TENANT
from tests.policy.owner import changed
from tests.processes.paper import plain

MONTH = "/reports/2026-09"


@pytest.mark.parametrize("role", ["miu", "head_of_qa", "sm_sqa", "director"])
def test_those_who_read_all_find_every_area(enter, role):
    client = enter(role)
    page = client.get(MONTH).text
    assert all(f"{MONTH}/{area}" in page for area in ("North", "South"))
    assert client.get(f"{MONTH}/North").status_code == 200
    assert client.get("/reports/2026-Q3").status_code == 200
    assert "July to September 2026" in client.get("/reports?kind=quarter").text


def test_an_assistant_director_reads_their_own_area_and_nothing_of_the_other(enter):
    client = enter("assistant_director", "North")
    page = client.get(MONTH).text
    assert "September 2026: North" in page
    assert "Dartford" in page
    assert "South" not in page
    assert client.get(f"{MONTH}/South").status_code == 404
    assert client.get(f"{MONTH}/report.csv?area=South").status_code == 404


def test_a_service_manager_reads_their_own_district(enter):
    client = enter("service_manager", "Dover")
    rows = list(csv.reader(io.StringIO(client.get(f"{MONTH}/report.csv").text)))
    places = {row[4] for row in rows if row[3] == "Completion by District"}
    assert places == {"South: Dover"}
    assert client.get(f"{MONTH}/South").status_code == 200
    assert "Ashford" not in client.get(f"{MONTH}/South").text


@pytest.mark.parametrize("role", ["team_manager", "social_worker", "iro", "process_owner", "admin"])
def test_everybody_else_finds_no_report_and_no_link_to_any(enter, role):
    client = enter(role)
    for address in ("/reports", MONTH, f"{MONTH}/North", f"{MONTH}/report.csv"):
        assert client.get(address).status_code == 404
    assert 'href="/reports"' not in client.get("/tasks").text


@pytest.mark.parametrize(
    "address", ["/reports/2026-13", "/reports/nonsense", "/reports/2020-01", f"{MONTH}/Atlantis"]
)
def test_what_is_not_there_is_not_found(enter, address):
    assert enter("miu").get(address).status_code == 404


def test_a_draft_is_seen_by_those_who_make_reports_only(enter, council):
    with council.database.write() as session:
        session.execute(update(Report).values(published_at=None))
    assert "not published yet" in enter("miu").get(MONTH).text
    assert enter("director").get(MONTH).status_code == 404
    assert "There is no report yet" in enter("director").get("/reports").text


@pytest.fixture
def corrected(council):
    """September again, with one audit more on time in Dover, as Management Information said why."""
    with council.database.write() as session:
        first = latest(session, TENANT, "month", "2026-09")
        said = Submission(
            tenant_id=TENANT, id=uuid4(), instance_id=uuid4(), deployment_id=first.deployment_id,
            element_id="correct_figures", form="report_correction", digest="d",
            answers={"reason": "An audit was on paper."}, by="miu", at=ISSUE_DAY,
        )  # fmt: skip
        session.add(said)
        figures = {**first.figures, "completion": [["North", "Dover", ["on_time"], 4321]]}
        session.add(
            Report(
                tenant_id=TENANT, id=uuid4(), kind="month", period="2026-09", version=2,
                since=first.since, until=first.until, figures=figures, digest=digest_of(figures),
                correction=said.id, deployment_id=first.deployment_id, computed_at=ISSUE_DAY,
                activity_key="again", published_at=None,
            )
        )  # fmt: skip


def test_r121_an_earlier_version_stays_readable_with_the_reason_of_the_correction(
    enter, council, corrected
):
    with council.database.write() as session:
        session.execute(update(Report).where(Report.version == 2).values(published_at=ISSUE_DAY))
    client = enter("director")
    new, old = client.get(MONTH).text, client.get(f"{MONTH}?version=1").text

    assert "4321" in new
    assert "An audit was on paper." in new
    assert f"{MONTH}?version=1" in new
    assert "4321" not in old
    assert "This is version 1. It was corrected" in old
    assert "4321" not in client.get(f"{MONTH}/report.csv?version=1").text
    assert "4321" in client.get(f"{MONTH}/report.csv").text
    assert f"{MONTH}/report.csv?version=1" in old
    assert client.get(f"{MONTH}?version=3").status_code == 404


def test_until_a_correction_is_published_the_published_version_is_read(enter, corrected):
    assert "4321" not in enter("director").get(MONTH).text
    assert enter("director").get(f"{MONTH}?version=2").status_code == 404
    assert "4321" in enter("miu").get(MONTH).text


def test_the_list_narrows_by_kind_and_year(enter):
    client = enter("miu")
    assert "September 2026" in client.get("/reports?kind=month&year=2026").text
    assert "No report fits" in client.get("/reports?year=1999").text


def test_each_chart_stands_before_its_table_and_every_cell_has_its_column(enter):
    page = enter("miu").get(MONTH).text
    assert page.count("<svg") >= 5
    assert "<script>" not in page
    assert 'style="' not in page
    assert page.index('id="chart-completion_by_area-title"') < page.index(
        'aria-label="Table: Completion by Area"'
    )


@pytest.mark.parametrize(
    ("address", "query"), [(MONTH, ""), (MONTH, "?area=South"), ("/reports/2026-Q3", "")]
)
def test_page_csv_and_pdf_have_the_same_figures(enter, monkeypatch, address, query):
    printed = []
    monkeypatch.setattr(
        "handlers.reports.printing.press",
        lambda text, files: printed.append(text) or plain(text, files),
    )
    client = enter("miu")
    sheet = csv.reader(io.StringIO(client.get(f"{address}/report.csv{query}").text))
    wanted = [tuple(row[3:]) for row in sheet][1:]
    area = query.removeprefix("?area=")
    page = client.get(f"{address}/{area}" if area else address).text
    assert client.get(f"{address}/report.pdf{query}").status_code == 200
    assert len(wanted) > 100
    assert figures(page) == wanted
    assert figures(printed[0]) == wanted


@pytest.mark.parametrize("address", [MONTH, "/reports/2026-Q3"])
def test_nothing_that_happens_later_changes_a_closed_months_figures(enter, council, address):
    client = enter("miu")
    before = figures(client.get(address).text), client.get(f"{address}/report.csv").text
    with council.database.write() as session:
        session.execute(update(Audit).values(final_overall="inadequate", state="discounted"))
        session.execute(update(Team).values(district="Renamed", area="Elsewhere"))
        session.execute(
            update(ChildCase).values(team_id=select(func.min(Team.id)).scalar_subquery())
        )
        leave = Person.id.in_(select(Audit.auditor))
        session.execute(update(Person).where(leave).values(active=False, team_id=None))
    assert (figures(client.get(address).text), client.get(f"{address}/report.csv").text) == before


def test_another_layout_changes_no_share_of_a_month_that_was_reported(enter, council, bundle):
    before = figures(enter("miu").get(MONTH).text)
    wider = bundle.files["reports/month.toml"].replace(b'["on_time"]', b'["on_time", "late"]')
    council.engine.deploy(changed(bundle, "reports/month.toml", wider), by="owner")
    assert figures(enter("miu").get(MONTH).text) == before


def figures(page):
    """Every number of the tables of a page: table, row, column and what stands there."""
    found = []
    for table in html.fromstring(page).iter("table"):
        caption = table.findtext("caption")
        columns = [cell.text_content() for cell in table.iterfind("thead/tr/th")][1:]
        for row in table.iterfind("tbody/tr") if columns else ():
            cells = [cell.text_content() for cell in row.iterfind("td")]
            label = row.find("th").text_content()
            found += [(caption, label, *one) for one in zip(columns, cells, strict=True)]
    return found


def test_a_pack_is_for_those_who_read_all_of_it_and_it_is_noted(enter, council):
    with council.database.write() as session:
        report = latest(session, TENANT, "quarter", "2026-Q3")
        session.add(DocumentContent(tenant_id=TENANT, digest="d", content=b"a,b"))
        session.flush()
        document = Document(
            tenant_id=TENANT, id=uuid4(), name="board.csv", size=3, digest="d",
            media_type="text/csv", created_at=ISSUE_DAY,
        )  # fmt: skip
        session.add(document)
        session.flush()
        session.add(
            ReportPack(
                tenant_id=TENANT, report_id=report.id, layout="board_pack", media_type="text/csv",
                document_id=document.id, made_at=ISSUE_DAY,
            )
        )  # fmt: skip
        address = f"/reports/2026-Q3/packs/{document.id}"
    assert address in enter("miu").get("/reports/2026-Q3").text
    assert enter("miu").get(address).data == b"a,b"
    assert enter("assistant_director", "North").get(address).status_code == 404
    with council.database.read() as session:
        assert session.scalars(select(AuditLog).where(AuditLog.action == "report.pack")).all()
