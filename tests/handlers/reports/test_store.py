"""Figures are taken once and never change; quarters are sums; districts add up (R40, R41, R121)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine import queries
from engine.bundle import Bundle
from engine.errors import Permanent
from handlers.history import generate
from handlers.month.rules import Standing
from handlers.records.audits import Audit
from handlers.records.tables import ModerationRecord, Recording, StageRecord
from handlers.reports.cube import Cell, digest_of, of_plain, plain, together, total, within
from handlers.reports.figures import table
from handlers.reports.layout import layouts
from handlers.reports.reading import FiguresDamaged, figures_of, latest, months, name_of, version
from handlers.reports.rules import Rules, rules_of
from handlers.reports.showing import shown
from handlers.reports.store import Origin, missing, store_month, store_quarter
from handlers.reports.tables import FiguresNeverChange, Report
from handlers.reports.wording import Wording, wording
from processes import bundle_paths
from tests.handlers.office import TENANT, Office

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SUMMER = ("2026-07", "2026-08", "2026-09")
CELLS = st.builds(
    lambda area, district, status: Cell("completion", area, district, (status,)),
    st.sampled_from(["North", "South"]),
    st.sampled_from(["Dartford", "Dover", ""]),
    st.sampled_from(["on_time", "late", "outstanding", "excluded"]),
)
BUNDLE = Bundle.from_folders(*bundle_paths("peer_review_audit"))
WORDS: Wording = wording(BUNDLE)
CUBES = st.dictionaries(CELLS, st.integers(1, 9)).map(Counter)


def rules(office: Office, session: Session) -> tuple[Rules, UUID]:
    row = queries.active_process(session, TENANT, "reporting")
    used = office.engine.context.deployments.get(session, row.deployment_id)
    return rules_of(used.bundle, used.calendar, Standing(used, NOW).decide), used.id


@pytest.fixture
def written(office: Callable[..., Office]) -> Office:
    """An office of its own with three reported months."""
    opened = office()
    generate(opened.engine, "2026-09", months=3, seed=3)
    return opened


def origin(office: Office, session: Session, **over: object) -> tuple[Origin, Rules]:
    asked, deployment = rules(office, session)
    return replace(Origin(TENANT, deployment, f"again:{uuid4()}", NOW), **over), asked


def test_a_month_taken_again_stays_as_it_was_although_audits_changed(written: Office) -> None:
    with written.database.write() as session:
        before = latest(session, TENANT, "month", "2026-09")
        assert before is not None
        kept = before.digest
        session.execute(update(Audit).values(state="discounted"))
        again, asked = origin(written, session)
        assert store_month(session, again, "2026-09", asked).digest == kept


def test_a_correction_is_a_new_version_over_the_same_time_and_the_old_one_stays(
    written: Office,
) -> None:
    reason = uuid4()
    with written.database.write() as session:
        old = version(session, TENANT, "month", "2026-09", 1)
        session.execute(update(Audit).where(Audit.month == "2026-09").values(state="discounted"))
        again, asked = origin(written, session, correction=reason)
        new = store_month(session, again, "2026-09", asked)
        assert old is not None
        assert (new.version, new.correction) == (2, reason)
        assert (new.since, new.until) == (old.since, old.until)
        assert new.digest != old.digest
        quarter = store_quarter(session, replace(again, key="q"), "2026-Q3")
        assert quarter.version == 2
        assert latest(session, TENANT, "month", "2026-09") is new


def test_a_correction_changes_no_table_of_a_report_that_was_there_before(written: Office) -> None:
    with written.database.write() as session:
        later = version(session, TENANT, "month", "2026-09", 1)
        assert later is not None
        before = shown(session, later, BUNDLE, "month").tables
        session.execute(update(Audit).where(Audit.month == "2026-08").values(state="discounted"))
        again, asked = origin(written, session, correction=uuid4())
        corrected = store_month(session, again, "2026-08", asked)
        assert corrected.version == 2
        assert shown(session, later, BUNDLE, "month").tables == before
        assert shown(session, corrected, BUNDLE, "month").tables != before


def test_nothing_can_change_stored_figures(written: Office) -> None:
    with written.database.write() as session:
        row = latest(session, TENANT, "month", "2026-09")
        assert row is not None
        kept, row.figures = row.figures, {}
        with pytest.raises(FiguresNeverChange):
            session.flush()
        session.rollback()
    assert kept


def test_figures_changed_behind_our_back_are_not_shown(written: Office) -> None:
    with written.database.write() as session:
        session.execute(update(Report).values(digest="0" * 64))
    with written.database.read() as session:
        row = latest(session, TENANT, "month", "2026-09")
        assert row is not None
        with pytest.raises(FiguresDamaged):
            figures_of(row)


def test_a_quarter_without_any_month_has_no_figures(past: Office) -> None:
    with past.database.read() as session:
        again, _ = origin(past, session)
        with pytest.raises(Permanent, match="October to December 2026"):
            store_quarter(session, again, "2026-Q4")


def test_a_quarter_names_the_month_it_is_without_and_is_whole_once_that_is_reported(
    written: Office,
) -> None:
    with written.database.write() as session:
        again, asked = origin(written, session, key="october", now=NOW + timedelta(days=1))
        store_month(session, again, "2026-10", asked)
        later = replace(again, now=NOW + timedelta(days=60))
        store_month(session, replace(later, key="december"), "2026-12", asked)
        assert missing(session, TENANT, "2026-Q4") == ["2026-11"]
        part = store_quarter(session, replace(later, key="part"), "2026-Q4")
        at_last = replace(again, now=NOW + timedelta(days=70))
        store_month(session, replace(at_last, key="november"), "2026-11", asked)
        whole = store_quarter(session, replace(at_last, key="whole"), "2026-Q4")
        assert name_of(session, part) == "October to December 2026 (without November 2026)"
        assert name_of(session, whole) == "October to December 2026"
        assert (part.version, whole.version) == (1, 2)
        assert shown(session, part, BUNDLE, "quarter").period == name_of(session, part)
        assert missing(session, TENANT, "2026-Q4") == []


def test_r41_a_quarter_is_the_sum_of_its_months(past: Office) -> None:
    with past.database.read() as session:
        quarter = latest(session, TENANT, "quarter", "2026-Q3")
        assert quarter is not None
        parts = months(session, TENANT, SUMMER)
        assert figures_of(quarter) == together([parts[month] for month in SUMMER])


def test_each_finding_is_in_one_month_only(past: Office) -> None:
    """All grades of all reports are those of the audits concluded before the last was taken."""
    with past.database.read() as session:
        rows = session.scalars(select(Report).where(Report.kind == "month")).all()
        counted = total(figures_of(row) for row in rows)
        until = max(row.until for row in rows)
        concluded = session.scalars(select(Audit).where(Audit.concluded_at <= until)).all()
    given = {c: n for c, n in counted.items() if c.measure == "grade"}
    final = {c: n for c, n in given.items() if c.labels[:2] == ("final", "overall")}
    assert sum(final.values()) == len(concluded) > 30


def test_r40_completion_has_every_audit_issued_for_the_month(past: Office) -> None:
    with past.database.read() as session:
        for month, cube in months(session, TENANT, SUMMER).items():
            issued = session.scalars(select(Audit).where(Audit.month == month)).all()
            assert sum(n for c, n in cube.items() if c.measure == "completion") == len(issued)


@given(st.lists(CUBES, max_size=4))
def test_parts_add_up_to_the_whole(cubes: list[Counter[Cell]]) -> None:
    whole = total(cubes)
    places = {(cell.area, cell.district) for cell in whole}
    assert total(within(whole, [place]) for place in places) == +whole
    north = within(whole, [("North", None)])
    assert north == total(within(cube, [("North", None)]) for cube in cubes)
    assert of_plain(plain(whole)) == whole
    assert digest_of(plain(whole)) == digest_of(plain(Counter(dict(reversed(whole.items())))))


@given(CUBES)
def test_a_tables_last_line_is_the_sum_of_the_others(cube: Counter[Cell]) -> None:
    part = layouts(BUNDLE)["month"].parts[1]
    made = table(part, {"2026-12": cube}, WORDS)
    if made.sum is not None:
        sums = tuple(sum(column) for column in zip(*(r.counts for r in made.rows), strict=True))
        assert made.sum.counts == sums
        assert made.sum.total == sum(sums)
    expected = sum(n for cell, n in cube.items() if cell.labels != ("excluded",))
    assert sum(row.total or 0 for row in made.rows) == expected


def test_the_history_keeps_the_rules_of_the_records(past: Office) -> None:
    with past.database.read() as session:
        audits = session.scalars(select(Audit)).all()
        stages = session.scalars(select(StageRecord)).all()
        decided = {row.audit_id for row in session.scalars(select(ModerationRecord))}
    assert {audit.state for audit in audits} <= {"concluded", "discounted"}
    overall = {(one.audit_id, one.stage): one.overall for one in stages}
    for audit in audits:
        if audit.state == "concluded":
            same = overall[audit.id, 1] == overall[audit.id, 2]
            assert same or audit.id in decided
            assert audit.final_overall in (overall[audit.id, 1], overall[audit.id, 2])
            assert audit.concluded_at is not None
            assert audit.concluded_at <= NOW


def test_a_report_shows_no_identifier_of_a_child_or_a_member_of_staff(past: Office) -> None:
    with past.database.read() as session:
        row = latest(session, TENANT, "month", "2026-09")
        assert row is not None
        found = str(row.figures)
        everything = str(shown(session, row, BUNDLE, "month"))
        audits = session.scalars(select(Audit)).all()
    known = {audit.case_id for audit in audits} | {audit.auditor for audit in audits}
    assert not [one for one in known if one in found or one in everything]


def test_r97_each_recording_is_counted_in_exactly_one_month(past: Office) -> None:
    with past.database.read() as session:
        rows = session.scalars(select(Report).where(Report.kind == "month")).all()
        cube = total(figures_of(row) for row in rows)
        end = max(row.until for row in rows)
        made = session.scalars(select(Recording).where(Recording.at <= end)).all()
    counted: Counter[tuple[str, str]] = Counter()
    for cell, n in cube.items():
        if cell.measure == "recording":
            counted[cell.label("what"), cell.label("outcome")] += n
    days = [n for cell, n in cube.items() if cell.measure == "days"
            and cell.label("step") == "case_note"]  # fmt: skip
    assert counted == Counter((one.what, one.outcome) for one in made)
    assert sum(days) == sum(1 for one in made if one.what == "case_note" and one.on is not None) > 0
