"""A bundle with one thing spoilt is refused with file, element, what is wrong and what to do."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.bundle import Bundle
from handlers import registry
from handlers.checking import check
from processes import bundle_paths
from web.cli import main

AUDIT, COPIES, STAGE_3 = "case_audit.bpmn", "distribution.dmn", "moderation.bpmn"
FORM, BODY, PAGE = "forms/reflection.form", "mail/issue_auditor/body.txt", "documents/form.html"
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
TO_AUDITOR = 'id="to" type="any" value="auditor"'
NO_AUDIT = re.compile(r'\s*<spiffworkflow:parameter id="audit"[^>]*/>')

REPLACED = [
    (AUDIT, "<bpmn:definitions", f"{ENTITY}<bpmn:definitions", "", "document type"),
    (AUDIT, TO_AUDITOR, TO_AUDITOR.replace("auditor", "&zzz;"), "", "not defined, line"),
    (AUDIT, "letters.send", "letters.sned", "send_issue_letter", "no operation letters.sned"),
    (AUDIT, 'id="letter"', 'id="leter"', "send_issue_letter", "it needs `letter`"),
    (AUDIT, "&quot;issue_auditor&", "&quot;issue&", "send_issue_letter", "mail/issue/body.txt"),
    (AUDIT, 'value="reflection"', 'value="refl"', "reflect", 'form "refl" is not'),
    (AUDIT, ">section_selection", ">section_select", "choose_sections", 'asks "section_select"'),
    (AUDIT, "last_working_day(month)", "last_working_day(month", "send_issue_letter", "be read"),
    (AUDIT, "last_working_day(m", "last_day(m", "send_issue_letter", 'no function "last_day"'),
    (AUDIT, "day(month)", "day(mnth)", "send_issue_letter", 'no "mnth"'),
    (AUDIT, "parameters.reflection_", "parameters.r_", "ask_for_reflection", "no parameter"),
    (AUDIT, 'calledElement="moderation"', 'calledElement="m"', "moderate", 'It calls "m"'),
    (STAGE_3, 'value="sm_sqa"', 'value="sm_sga"', "appoint_officer", "no role “sm_sga”"),
    (COPIES, "<definitions", f"{BOMB}<definitions", "file", "DOCTYPE"),
    (COPIES, "<text>true<", "<text>tru(<", "distribution_input_1", "Column In force"),
    (COPIES, '"COLLECT"', '"BEST"', "distribution", "no hit policy BEST"),
    (FORM, '"textarea"', '"texterea"', "proud", "component type"),
    ("bundle.toml", 'key = "', 'kye = "', "key", "no key"),
    ("bundle.toml", "closures = []", 'closures = ["24/12/2026"]', "calendar.closures", "dates"),
    ("bundle.toml", "send_at =", "sent_at =", "auditor_reminder_due", 'no parameter "send_at"'),
    (BODY, "recipient.name", "recipent.name", "line 1", "no “recipent”"),
    (BODY, "recipient.name", "recipient.nmae", "line 1", "no “nmae”"),
    (BODY, "about.due", "about.deu", "line 7", "no “deu”"),
    (BODY, "| day", "| dya", "line 7", "No filter named 'dya'"),
    (BODY, "{{ recipient.name }}", "{{ recipient.name }", "line 1", "cannot be read"),
    ("mail/issue_reviewer_copy/body.txt", "{{ sender }}", "{{ link }}", "line", "no “link”"),
    ("mail/issue_auditor/letter.toml", "link = true", 'link = "yes"', "", "true or false"),
    (PAGE, "{% endfor %}", "", "line", "cannot be read"),
    (PAGE, "form.month", "form.mnth", "line", "no “mnth”"),
    (PAGE, 'include "answers.html"', 'include "anwers.html"', "anwers.html", "not there"),
    (PAGE, 'href="form.css"', 'href="https://x.org/a.css"', "https://x.org/a.css", "not there"),
    ("documents/grades.html", "party.role", "party.rol", "", "no attribute 'rol'"),
    ("documents/stage_3.html", "form.moderation", "frm.moderation", "line", "no “frm”"),
    ("policy.toml", "= ", "== ", "", "cannot be read"),
]  # fmt: skip
CONTENT = [
    (AUDIT, b"<bpmn:definitions", "", "not well-formed XML"),
    (AUDIT, b"", "", "Document is empty"),
    (AUDIT, b"<html/>", "", "not a BPMN 2.0 diagram"),
    (AUDIT, b"\x00\xff\xfe", "", "not well-formed"),
    (COPIES, b"<definitions", "file", "not readable XML near line 1"),
    (COPIES, b"<html/>", "file", "not a DMN file"),
    (FORM, b'{"components": [', "", "broken at line 1"),
    (FORM, b"[" * 50_000, "", ""),
    (FORM, b"null", "", "does not hold a form"),
    (FORM, b"\xff\xfe", "", "cannot be read"),
    ("bundle.toml", b"key = ", "", "Invalid value"),
    ("bundle.toml", "key = 'é'".encode("latin-1"), "", "cannot be read"),
    ("mail/issue_auditor/subject.txt", b"Two\nlines", "", "not one line"),
    (BODY, "Grüße".encode("latin-1"), "", "not UTF-8"),
    ("documents/grades.html", "é".encode("latin-1"), "", "not UTF-8"),
    ("scenarios/agreed.toml", b"x =", "", "cannot be read"),
]

Findings = list[tuple[str, str, str, str]]
Judge = Callable[..., Findings]


@pytest.fixture(scope="module")
def shipped() -> Bundle:
    return Bundle.from_folders(*bundle_paths("peer_review_audit"))


@pytest.fixture
def judged(shipped: Bundle) -> Judge:
    """The errors of the bundle with these files changed, or taken away with None."""

    def judge(**changed: object) -> Findings:
        files = {**shipped.files, **changed.pop("files")}  # type: ignore[dict-item]
        present = {path: content for path, content in files.items() if content is not None}
        found = check(Bundle(present), registry())
        return [(f.file, f.element, f.sentence, f.remedy) for f in found if f.level == "error"]

    return judge


def found_in(found: Findings, file: str, element: str, words: str) -> bool:
    return any(
        words in sentence and remedy and at.startswith(element)
        for where, at, sentence, remedy in found
        if where == file or file.startswith(f"{where}/")
    )


def test_the_bundle_that_is_shipped_has_nothing_wrong(judged: Judge) -> None:
    assert judged(files={}) == []


@pytest.mark.parametrize(("path", "old", "new", "element", "words"), REPLACED)
def test_one_word_wrong(
    judged: Judge, shipped: Bundle, path: str, old: str, new: str, element: str, words: str
) -> None:
    text = shipped.text(path)
    assert old in text
    found = judged(files={path: text.replace(old, new, 1).encode()})
    where = AUDIT if path == "bundle.toml" and element == "auditor_reminder_due" else path
    where = "documents/stage_1.html" if "party.rol" in new else where
    assert found_in(found, where, element, words), found


@pytest.mark.parametrize(("path", "content", "element", "words"), CONTENT)
def test_a_file_that_cannot_be_read(
    judged: Judge, path: str, content: bytes, element: str, words: str
) -> None:
    found = judged(files={path: content})
    assert found_in(found, path, element, words), found


def test_a_letter_without_an_audit_that_speaks_of_one(judged: Judge, shipped: Bundle) -> None:
    options = "mail/moderation_nudge/letter.toml"
    found = judged(files={options: shipped.text(options).encode() + b"audit = false\n"})
    assert found_in(found, "mail/moderation_nudge/body.txt", "line 3", "There is no “audit”"), found


def test_a_parameter_left_out_and_a_page_left_out(judged: Judge, shipped: Bundle) -> None:
    without = NO_AUDIT.sub("", shipped.text(AUDIT), count=1).encode()
    found = judged(files={AUDIT: without})
    assert found_in(found, AUDIT, "send_issue_letter", "about an audit, and names none")
    found = judged(files={"documents/stage_2.html": None})
    assert found_in(found, "distribute_form.bpmn", "make_pdf", "documents/stage_2.html")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundle on disk with its forms, as an owner's copy."""
    diagrams, forms = bundle_paths("peer_review_audit")
    copied = shutil.copytree(diagrams, tmp_path / "peer_review_audit")
    shutil.copytree(forms, copied / "forms")
    return copied


@pytest.fixture
def plumbline(tmp_path: Path) -> Callable[..., Result]:
    def run(*words: str) -> Result:
        data = {"PLUMBLINE_DATA": str(tmp_path / "data")}
        return CliRunner().invoke(main, words, env=data)

    return run


def test_deploy_refuses_it_on_the_command_line_and_nothing_is_deployed(
    folder: Path, plumbline: Callable[..., Result]
) -> None:
    body = folder / BODY
    body.write_text(body.read_text().replace("recipient.name", "recipent.name"))
    assert plumbline("init").exit_code == 0
    refused = plumbline("deploy", str(folder))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.splitlines() == [
        f"error: {BODY}: line 1  [letter-name-unknown]",
        "  There is no “recipent”.",
        "  Write recipient.",
    ]
    started = plumbline("month", "start", "2026-12")
    assert started.exit_code == 1
    assert "Deploy a bundle" in started.stderr, "nothing was deployed"


def test_check_prints_its_findings_for_a_program(
    folder: Path, plumbline: Callable[..., Result]
) -> None:
    (folder / "distribution.dmn").write_text("<definitions")
    (folder / BODY).write_text("{{ nobody }}")
    checked = plumbline("check", str(folder), "--json")
    assert checked.exit_code == 1
    found = json.loads(checked.stdout)["findings"]
    errors = [f for f in found if f["level"] == "error"]
    assert {f["file"] for f in errors} >= {"distribution.dmn", BODY}
    assert all(f["sentence"] and f["remedy"] for f in found)
    assert plumbline("init").exit_code == 0
    deployed = plumbline("deploy", str(folder), "--json")
    assert (deployed.exit_code, json.loads(deployed.stdout)["findings"]) == (1, errors)
    (folder / "bundle.toml").unlink()
    checked = plumbline("check", str(folder), "--json")
    assert [f["file"] for f in json.loads(checked.stdout)["findings"]] == ["bundle.toml"]
