"""An instance whose version cannot be read: seen, exported and ended; all other pages go on."""

from __future__ import annotations

import pytest

from engine.tables import DeploymentFile, ProcessInstance


@pytest.fixture
def poisoned(parts, lend):
    """A lending on a version that no release can read any more."""
    instance = lend()
    with parts.database.write() as db:
        for file in db.query(DeploymentFile).filter(DeploymentFile.path.endswith(".bpmn")):
            file.content = file.content.replace(b"userTask", b"adHocSubProcess")
    parts.engine.context.deployments._ready.clear()
    return f"/operations/instances/{instance}"


def test_it_is_shown_exported_and_ended(sign_in, parts, poisoned):
    client = sign_in("boss")
    for page in ("", "/history", "/work", "/variables", "/export.json"):
        assert client.get(poisoned + page).status_code == 200, page
    assert "Its version cannot be read" in client.get(f"{poisoned}/act").text
    looked = client.post(f"{poisoned}/act/cancel", data={"step": "look"}).text
    assert "The instance is cancelled; it was active." in looked
    seen = looked.partition('name="seen" value="')[2].partition('"')[0]
    done = {"step": "do", "reason": "It is worn out", "seen": seen}
    answer = client.post(f"{poisoned}/act/cancel", data=done)
    assert answer.status_code == 303
    assert "It is worn out" in client.get(answer.location).text
    with parts.database.read() as db:
        assert {row.status for row in db.query(ProcessInstance)} == {"cancelled"}


def test_the_other_pages_of_operations_go_on(sign_in, poisoned):
    client = sign_in("boss")
    pages = (
        "",
        "/instances",
        "/incidents",
        "/processes",
        "/processes/lending",
        "/jobs",
        "/batches",
    )
    for page in (*pages, "/batches/new?process=lending&kind=cancel"):
        assert client.get(f"/operations{page}").status_code == 200, page
