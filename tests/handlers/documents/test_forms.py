"""The PDFs of an audit, read back: R62, R78 and R91."""

from __future__ import annotations

import io
import re

import page
import pypdf
import pytest
from sqlalchemy import select

from engine import queries, tables
from engine.bundle import Bundle
from handlers.documents.gather import FULL, WITHOUT_SUPERVISION, form_view
from handlers.documents.pages import assets, fill
from handlers.documents.press import press
from handlers.documents.source import source_of
from handlers.documents.view import FormView
from handlers.scenarios.audits.council import ROLES, TENANT
from handlers.scenarios.audits.player import Player

STAGES = [1, 2, 3]


def pdf(told: Player, stage: int) -> bytes:
    with told.database.read() as session:
        instance = session.scalars(
            select(tables.ProcessInstance).filter_by(process_key="case_audit")
        ).one()
        stored = queries.documents(session, TENANT, instance.id)
        [found] = [d for d in stored if d.name == f"AUD-2026-12-001-stage-{stage}-version-1.pdf"]
        return queries.document_bytes(session, TENANT, found.id)


def text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in pages))


def view(told: Player, bundle: Bundle, stage: int, variant: str = FULL) -> FormView:
    with told.database.read() as session:
        return form_view(source_of(session, TENANT, bundle, str(told.audit_id)), stage, variant)


@pytest.fixture
def bundle(told: Player) -> Bundle:
    return told.engine.deployed(told.deployment()).bundle


@pytest.mark.parametrize("stage", STAGES)
def test_it_is_accessible_by_an_independent_checker(told: Player, stage: int) -> None:
    report = page.validate_pdf_bytes(pdf(told, stage), profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("stage", STAGES)
def test_it_has_tags_a_language_and_a_title(told: Player, stage: int) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf(told, stage)))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"] is not None
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(f"Case file audit AUD-2026-12-001: Stage {stage}")


@pytest.mark.parametrize("stage", STAGES)
def test_every_page_is_marked_and_numbered(told: Player, stage: int) -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf(told, stage))).pages
    for number, sheet in enumerate(pages, 1):
        words = sheet.extract_text()
        assert words.count("OFFICIAL-SENSITIVE") >= 2
        assert f"Page {number} of {len(pages)}" in words
        assert f"AUD-2026-12-001, stage {stage}, version 1" in words


@pytest.mark.parametrize("stage", STAGES)
def test_it_says_which_case_so_that_it_is_filed_with_the_right_child(
    told: Player, bundle: Bundle, stage: int
) -> None:
    with told.database.read() as session:
        case = source_of(session, TENANT, bundle, str(told.audit_id)).case
    assert f"{case.id} ({case.initials})" in text(pdf(told, stage))
    assert case.id not in view(told, bundle, stage).name


def test_r62_stage_1_holds_the_auditors_answers_and_no_grade_of_supervision(told: Player) -> None:
    words = text(pdf(told, 1))
    assert "S1.1 Are the child’s key details" in words
    assert "Analysis of Audit Findings" in words
    assert "Recommended Action(s) to be taken" in words
    assert "Comment on your own oversight in this case" in words
    assert "Grade the quality of supervision" not in words
    assert "Peer Reviewer Ben Ashdown" in words
    assert "Why this answer differs" not in words


def test_r78_stage_2_shows_both_parties_and_why_they_differ(told: Player) -> None:
    words = text(pdf(told, 2))
    assert "Team Manager Amina Okoro 24 November 2026 Good" in words
    assert "Peer Reviewer Ben Ashdown 24 November 2026 Requires improvement" in words
    assert "OV.4 Overall grade Good Requires improvement" in words
    assert "Why this answer differs: I read the record differently" in words
    assert "Grade the quality of supervision and management oversight No entry Good" in words
    assert "replaces the forms of the earlier stages" in words


def test_r91_stage_3_is_the_revised_form_with_the_moderated_grading(told: Player) -> None:
    words = text(pdf(told, 3))
    assert "Overall grade Inadequate Supervision" in words
    assert "Supervision / Management Oversight Requires improvement" in words
    officer = ROLES["officer"][1]
    assert f"by the Practice Development Officer {officer}. The finding is final." in words
    assert "Appendix: grade descriptors" in words


def test_the_reflection_is_not_printed_only_that_there_was_one(told: Player) -> None:
    assert "Social worker’s reflection Given before the audit" in text(pdf(told, 1))


def test_a_print_of_an_earlier_stage_made_later_says_superseded(
    told: Player, bundle: Bundle
) -> None:
    earlier = view(told, bundle, 1)
    assert earlier.superseded_by == 3
    known = {"form": earlier, "parameters": bundle.parameters}
    paper = press(fill(bundle, "stage_1.html", known), assets(bundle))
    assert "Superseded. Stage 3 of this audit has been completed." in text(paper.content)
    assert "Superseded" not in text(pdf(told, 1))


def test_a42_the_shorter_copy_leaves_supervision_out(told: Player, bundle: Bundle) -> None:
    shorter = view(told, bundle, 3, WITHOUT_SUPERVISION)
    assert [part.key for part in shorter.parts] == ["s1", "s2", "s3", "s5", "s7", "s8", "overview"]
    assert shorter.moderation is not None
    assert (shorter.moderation.supervision, shorter.moderation.lines) == ("", ())
    known = {"form": shorter, "parameters": bundle.parameters}
    html = fill(bundle, "stage_3.html", known)
    assert "S9.1" not in html
    assert "Supervision / Management Oversight" not in html
    assert shorter.name == "AUD-2026-12-001-stage-3-version-1-without-supervision.pdf"
