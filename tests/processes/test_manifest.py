"""bundle.toml promises nothing that the bundle does not keep, and keeps nothing it does not say."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from uuid import uuid4

import forms
from engine.bundle import Bundle
from engine.spiff import read
from handlers.approvals import NAMES as APPROVALS
from handlers.caseload.tables import ChildCase
from handlers.month.issue import variables
from handlers.records.audits import Audit
from processes import bundle_keys

BY_HANDLERS = {"new_case_months", "new_case_when_exactly", "max_cases_per_reviewer", "sender"} | {
    "small_number",
    "absence_months",
    "report_working_days",
    "framework_address",
    "absence_readers",
    "cover_arrangers",
    "line_management_falls_to",
    "extract_importers",
    "draw_readers",
    "audit_readers",
    "simulation_runners",
}
ASKED_BY_HANDLERS = {"auditor_eligibility", "case_category", "case_eligibility", "pairing"} | {
    "case_weight",
    "draw_plan",
    "completion_status",
    "report_audience",
    "retention",
}
TEXTS = (".bpmn", ".dmn", ".txt", ".html", ".form", "form.toml")


def everything(bundle: Bundle) -> str:
    return "".join(bundle.text(path) for suffix in TEXTS for path in bundle.paths(suffix))


def test_the_bundle_is_found_by_its_key(bundle: Bundle) -> None:
    assert bundle.key in bundle_keys()


def test_every_parameter_is_used_and_every_one_used_is_there(bundle: Bundle) -> None:
    used = set(re.findall(r"parameters\.([a-z_]+)", everything(bundle)))
    assert used <= set(bundle.parameters)
    assert set(bundle.parameters) <= used | BY_HANDLERS


def test_every_example_is_of_a_variable_that_somebody_can_be_asked_for(bundle: Bundle) -> None:
    declared = {name for known in bundle.manifest["variables"].values() for name in known}
    assert set(bundle.manifest["examples"]) <= declared


def test_every_parameter_is_explained_with_its_section(bundle: Bundle) -> None:
    text = bundle.text("bundle.toml")
    block = text[text.index("[parameters]") : text.index("[calendar]")]
    lines = [line for line in block.splitlines()[1:] if line]
    settings = [n for n, line in enumerate(lines) if re.match(r"[a-z_]+ = ", line)]
    assert len(settings) == len(bundle.parameters)
    assert all(lines[n - 1].startswith("# ") for n in settings)


def test_every_table_has_an_effect(bundle: Bundle) -> None:
    """Asked by a diagram, a form, another table or a handler: else an owner edits it in vain."""
    made = read(bundle)
    asked = set(re.findall(r"calledDecisionId>(\w+)<", everything(bundle)))
    asked |= {id for d in made.decisions.values() for id in d.requires}
    pages = [s for form in forms.read(bundle.files).values() for s in form.sections]
    asked |= {id for section in pages for id in section.decisions.values()}
    assert set(made.decisions) - asked == ASKED_BY_HANDLERS


def test_the_forms_listed_are_those_used_and_those_there(bundle: Bundle) -> None:
    elements = [e for p in read(bundle).processes.values() for e in p.elements.values()]
    asked = [e.properties for e in elements]
    used = {p[name] for p in asked for name in ("form", "offerForm") if name in p}
    listed = bundle.manifest["forms"]["use"]
    assert used == set(listed) == set(forms.read(bundle.files))
    assert len(listed) == len(used)


def test_the_letters_listed_are_those_there_and_each_is_sent(bundle: Bundle) -> None:
    there = {path.split("/")[1] for path in bundle.paths(".txt", "mail/")}
    listed = bundle.manifest["letters"]["use"]
    assert there == set(listed)
    sent = {letter for letter in listed if f"&quot;{letter}&quot;" in everything(bundle)}
    by_itself = {"form_copy", *APPROVALS}
    assert there - sent == by_itself, "those are sent with the copies, and about approvals"


def test_only_who_has_something_to_do_gets_a_link(bundle: Bundle) -> None:
    for letter in bundle.manifest["letters"]["use"]:
        may = tomllib.loads(bundle.text(f"mail/{letter}/letter.toml"))["link"]
        assert may == ("{{ link }}" in bundle.text(f"mail/{letter}/body.txt")), letter
    without = ("issue_reviewer_copy", "reviewer_released", "moderation_outcome")
    assert not [one for one in without if "link }}" in bundle.text(f"mail/{one}/body.txt")]


def test_r28_the_reviewers_copy_says_what_comes_and_when(bundle: Bundle) -> None:
    body = bundle.text("mail/issue_reviewer_copy/body.txt")
    assert "nothing to do yet" in body
    assert "second e-mail" in body
    assert "{{ about.due | day }}" in body


def test_subjects_hold_the_reference_and_nobodys_name(bundle: Bundle) -> None:
    for path in bundle.paths("subject.txt", "mail/"):
        names = set(re.findall(r"{{ ([a-z_.]+)", bundle.text(path)))
        options = tomllib.loads(bundle.text(path.replace("subject.txt", "letter.toml")))
        other = {f"about.{name}" for name in ("month", "reference", "found", "change", "version")}
        wanted = {"audit.reference"} if options.get("audit", True) else other
        assert names & wanted
        assert names <= wanted | {"about.due", "about.stage"}


def test_what_must_be_known_at_the_start_is_what_an_issue_gives(bundle: Bundle) -> None:
    audit = Audit(
        id=uuid4(), reference="R", auditor="a", reviewer="b", month="2026-12", category="CP"
    )
    case = ChildCase(child_protection=True, in_care=False, opened_on=date(2026, 1, 1))
    found = {"lot": 0.5, "district": "Ashford"}
    given = set(variables(audit, case, date(2026, 11, 24), found, bundle.parameters))
    assert set(bundle.manifest["variables"]["case_audit"]) <= given
