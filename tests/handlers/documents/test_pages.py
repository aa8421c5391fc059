"""Templates: nothing a person wrote is markup, nothing missing is passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from engine import tables
from engine.bundle import Bundle
from engine.errors import Permanent
from engine.model import Activity
from engine.services import Services
from handlers.documents.gather import form_view
from handlers.documents.pages import assets, fill
from handlers.documents.press import BASE
from handlers.documents.render import rendering
from handlers.documents.source import source_of
from handlers.documents.view import Line, Part
from handlers.scenarios.audits.council import TENANT
from handlers.scenarios.audits.player import Player
from handlers.settings import Settings

HOSTILE = '<img src="file:///etc/passwd">{{ parameters }}'


def with_page(bundle: Bundle, name: str, content: str) -> Bundle:
    files: Mapping[str, bytes] = {**bundle.files, f"documents/{name}": content.encode()}
    return Bundle(files)


@pytest.fixture
def bundle(told: Player) -> Bundle:
    return told.engine.deployed(told.deployment()).bundle


def test_what_a_person_wrote_stays_text(told: Player, bundle: Bundle) -> None:
    with told.database.read() as session:
        view = form_view(source_of(session, TENANT, bundle, str(told.audit_id)), 1, "full")
    line = Line("S1.1", HOSTILE, (HOSTILE,), (HOSTILE,))
    hostile = replace(view, parts=(Part("s1", HOSTILE, (line,)),))
    html = fill(bundle, "stage_1.html", {"form": hostile, "parameters": bundle.parameters})
    assert "<img" not in html
    assert html.count("&lt;img src=&#34;file:///etc/passwd&#34;&gt;{{ parameters }}") == 5


def test_no_template_turns_escaping_off(bundle: Bundle) -> None:
    pages = [bundle.text(path) for path in bundle.paths(".html", "documents/")]
    assert len(pages) >= 6
    assert not [text for text in pages if "|safe" in text.replace(" ", "") or "autoescape" in text]


def test_an_unknown_name_says_which_template(bundle: Bundle) -> None:
    broken = with_page(bundle, "stage_1.html", "<p>{{ form.nickname }}</p>")
    with pytest.raises(Permanent, match=r"documents/stage_1\.html, line 1: .*nickname.* Correct"):
        fill(broken, "stage_1.html", {"form": object()})


def test_a_slip_in_a_template_says_which_line(bundle: Bundle) -> None:
    broken = with_page(bundle, "stage_1.html", "<p>\n{% if %}\n</p>")
    with pytest.raises(Permanent, match=r"documents/stage_1\.html, line 2: "):
        fill(broken, "stage_1.html", {})


def test_a_missing_template_is_named(bundle: Bundle) -> None:
    with pytest.raises(Permanent, match=r"documents/stage_9\.html"):
        fill(bundle, "stage_9.html", {})


def test_a_template_cannot_reach_into_python(bundle: Bundle) -> None:
    broken = with_page(bundle, "stage_1.html", "{{ ''.__class__.__mro__ }}")
    with pytest.raises(Permanent, match="unsafe"):
        fill(broken, "stage_1.html", {})


def test_only_styles_and_pictures_of_the_folder_are_given(bundle: Bundle) -> None:
    assert sorted(assets(bundle)) == [f"{BASE}form.css", f"{BASE}report.css"]


def test_a_retry_stores_nothing_twice(told: Player, tmp_path: Path) -> None:
    deployed = told.engine.deployed(told.deployment())
    with told.database.read() as session:
        row = session.scalars(
            select(tables.ProcessInstance).filter_by(process_key="case_audit")
        ).one()
        before = len(session.scalars(select(tables.Document)).all())
    activity = Activity(row.id, "make_pdf", "Make the PDF", "key")
    services = Services(told.engine.context, deployed, row, activity, None)
    render = rendering(Settings())
    first = render(services, audit=str(told.audit_id), stage=2, variant="without_supervision")
    second = render(services, audit=str(told.audit_id), stage=2, variant="without_supervision")
    with told.database.read() as session:
        assert len(session.scalars(select(tables.Document)).all()) == before + 1
    assert first == second


def test_a_stage_that_is_not_there_yet_is_refused(told: Player, bundle: Bundle) -> None:
    with told.database.read() as session:
        source = source_of(session, TENANT, bundle, str(told.audit_id))
    unfinished = replace(source, records={1: source.records[1]}, moderations=[])
    with pytest.raises(Permanent, match="Stage 2 of this audit has not been completed yet"):
        form_view(unfinished, 2, "full")
    with pytest.raises(Permanent, match="no variant “short”"):
        form_view(source, 2, "short")
