"""Everything the check says of a change is on one page, each with the way to its place."""

from __future__ import annotations

import json

import pytest

from engine.model import Finding
from handlers.checking import check

PASTED = b"""<script>alert(document.cookie)</script>"""


@pytest.fixture
def parts(parts):
    """An installation that checks as the product does."""
    object.__setattr__(parts.engine.context, "check", check)
    return parts


def write(parts, change, path, content):
    _, seen = parts.changes.file(change, path)
    parts.changes.write(change, path, content, by="olive", seen=seen)


def test_nothing_is_hidden_and_each_finding_leads_to_its_element(sign_in, at, parts, change):
    diagram = parts.changes.file(change, "lending.bpmn")[0]
    broken = diagram.replace(b'sourceRef="', b'sourceRef="no_', 1)
    write(parts, change, "lending.bpmn", broken)
    page = sign_in("olive").get(at + "/check").text
    found = parts.changes.findings(change)
    errors = [one for one in found if one.level == "error"]
    assert errors
    assert f"{len(errors)} thing" in page
    assert page.count("Must be mended</strong>") == len(errors)
    assert page.count('class="pl-finding"') == len(found)
    with_element = next(one for one in errors if one.element and one.file == "lending.bpmn")
    assert f"{at}/diagrams/lending.bpmn?element={with_element.element}" in page


def test_the_task_list_says_how_the_check_went(sign_in, at, parts, change):
    client = sign_in("olive")
    assert "Not checked yet" in client.get(at).text
    client.get(at + "/check")
    assert "Not checked yet" not in client.get(at).text
    write(parts, change, "bundle.toml", b"key = [")
    assert "Not checked yet" in client.get(at).text
    page = client.get(at + "/check").text
    assert "Parameters and calendar" in page
    assert f"{at}/settings" in page
    assert "1 thing to mend" in client.get(at).text


def test_a_pasted_script_is_shown_as_text_and_named_by_the_check(sign_in, at, parts, change):
    diagram = parts.changes.file(change, "lending.bpmn")[0]
    name = (
        b'<bpmn:userTask id="pasted" name="&lt;script&gt;alert(1)&lt;/script&gt;"/></bpmn:process>'
    )
    write(parts, change, "lending.bpmn", diagram.replace(b"</bpmn:process>", name))
    client = sign_in("olive")
    page = client.get(at + "/check").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    answer = client.get(at + "/files/lending.bpmn")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("key", "file", "element"),
    [("kind", "forms/request/book.form", "which"), ("title", "lending.bpmn", "request")],
)
def test_a_deleted_question_is_missed_where_it_is_used(parts, change, key, file, element):
    path = "forms/request/book.form"
    form = json.loads(parts.changes.file(change, path)[0])
    form["components"] = [c for c in form["components"] if c.get("key") != key]
    write(parts, change, path, json.dumps(form).encode())
    found = parts.changes.findings(change)
    [finding] = [f for f in found if (f.file, f.element, f.level) == (file, element, "error")]
    assert key in finding.sentence


def test_a_finding_without_a_file_is_of_the_bundle(sign_in, at, parts, change, monkeypatch):
    finding = Finding("warning", "", "", "Nobody owns it.", "Name an owner.")
    monkeypatch.setattr(type(parts.changes), "findings", lambda self, change_id: [finding])
    page = sign_in("hugo").get(at + "/check").text
    assert "The bundle as a whole" in page
    assert "Nobody owns it." in page
