"""The real expression language, the bundle's forms and a page rendered as the application does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import jinja2
import pytest
from lxml import html
from werkzeug.datastructures import MultiDict

import forms
from engine import decisions
from engine.bundle import Bundle
from engine.calendar import Calendar
from engine.expressions import Settings, evaluate_many
from engine.spiff import read
from forms.model import Section
from processes import bundle_paths

FOLDER = Path(forms.__file__).parent / "peer_review_audit"
TEMPLATES = Path(forms.__file__).parents[1] / "web" / "templates"
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
AUDITOR = {"role": "auditor", "category": "CP", "open_band": "3_months_or_more"}
REVIEWER = {**AUDITOR, "role": "reviewer", "reviewed_by": "Team Manager"}
SETTINGS = Settings(NOW, Calendar(frozenset(), frozenset()))
MakeSection = Callable[..., Section]


@cache
def bundle_with_tables() -> Bundle:
    """The peer review audit as it is delivered."""
    return Bundle.from_folders(*bundle_paths("peer_review_audit"))


@cache
def _tables() -> decisions.Decisions:
    return decisions.Decisions(read(bundle_with_tables()).decisions.values())


def decide(ids: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
    """The bundle's own tables, for the forms that ask them."""
    return [decisions.evaluate(_tables(), id, variables, SETTINGS) for id in ids]


@pytest.fixture(scope="session")
def evaluate() -> forms.Evaluate:
    """FEEL as the engine evaluates it, at nine o'clock on 1 December 2026."""
    known = {"parameters": bundle_with_tables().parameters}

    def batch(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        return evaluate_many(texts, {**known, **variables}, SETTINGS)

    return batch


@pytest.fixture(scope="session")
def bundle_forms() -> dict[str, forms.Form]:
    """The forms of the peer review audit as they are deployed."""
    paths = [p for p in FOLDER.rglob("*") if p.is_file()]
    return forms.read({f"forms/{p.relative_to(FOLDER).as_posix()}": p.read_bytes() for p in paths})


@pytest.fixture(scope="session")
def audit(bundle_forms: dict[str, forms.Form]) -> forms.Form:
    """The form with the nine sub-sections and the overview."""
    return bundle_forms["audit"]


@pytest.fixture
def section() -> MakeSection:
    """Makes the section of a one-page form from its components."""

    def make(*components: Mapping[str, object]) -> Section:
        schema = {"type": "default", "components": components}
        return forms.read({"forms/tiny.form": json.dumps(schema).encode()})["tiny"].sections[0]

    return make


def environment() -> jinja2.Environment:
    """Templates as the application sets them up."""
    loader = jinja2.ChoiceLoader(
        [
            jinja2.FileSystemLoader(TEMPLATES),
            jinja2.PrefixLoader(
                {"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}
            ),
        ]
    )
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.ChainableUndefined)


@pytest.fixture(scope="session")
def render() -> Callable[..., html.HtmlElement]:
    """Renders a bound section to parsed HTML, with its error summary above."""
    page = environment().from_string(
        '{% from "form/components.html" import render_items, problem_summary, answers_list %}'
        "<main>{{ problem_summary(bound.problems) }}{{ render_items(bound) }}"
        "{{ answers_list(rows, change='/page') }}</main>"
    )

    def rendered(bound: forms.Bound, rows: Sequence[forms.AnswerRow] = ()) -> html.HtmlElement:
        return html.document_fromstring(page.render(bound=bound, rows=rows))

    return rendered


def posted(values: Mapping[str, str | list[str]]) -> MultiDict[str, str]:
    """What a browser sends: name and value, or name and values."""
    return MultiDict(values)
