"""A manual task in the inbox: there is nothing to fill in, and somebody says that it is done."""

import pytest

from engine import queries
from engine.bundle import Bundle
from tests.web.installation import BUNDLE

FORM = '<spiffworkflow:property name="form" value="hand_out"/>'
HANDS_OUT = '<bpmn:userTask id="hand_out" name="Hand out the book">'


def by_hand(diagram: str) -> str:
    """The lending in which the librarian fills in nothing."""
    before, after = diagram.split(HANDS_OUT)
    inside, rest = after.split("</bpmn:userTask>", 1)
    inside = inside.replace(FORM, "").replace("{shelf: answers.shelf}", "{handed_out_by: by}")
    opened = HANDS_OUT.replace("userTask", "manualTask")
    return f"{before}{opened}{inside}</bpmn:manualTask>{rest}"


@pytest.fixture
def here(parts, lend, sign_in):
    """The address of the manual task, which waits for a librarian."""
    files = dict(Bundle.from_folders(BUNDLE).files)
    files["lending.bpmn"] = by_hand(files["lending.bpmn"].decode()).encode()
    parts.engine.deploy(Bundle(files), by="boss")
    instance, reader = lend(), sign_in("reader")

    def address() -> str:
        with parts.database.read() as db:
            [row] = [t for t in queries.user_tasks(db, "main", instance) if t.state == "open"]
        return f"/tasks/{row.id}"

    first = address()
    reader.post(f"{first}/book", data={"title": "Emma", "kind": "novel", "_complete": "yes"})
    reader.post(f"{first}/reason", data={"because": "A walk in Surrey.", "_complete": "yes"})
    assert reader.post(f"{first}/check").status_code == 303
    return address()


def test_one_takes_it_says_it_is_done_and_the_process_goes_on(here, sign_in):
    maya = sign_in("maya")
    maya.post(f"{here}/claim")
    page = maya.get(here).text
    assert "nothing to fill in" in page
    assert "I have done this" in page
    answer = maya.post(f"{here}/check")
    assert answer.location == f"{here}/done"
    assert "Nobody: the book is out." in maya.get(answer.location).text
    assert "Confirm the request" in sign_in("checker").get("/tasks").text


def test_there_are_no_answers_to_check_or_to_save(here, sign_in):
    maya = sign_in("maya")
    maya.post(f"{here}/claim")
    assert maya.get(f"{here}/check").location == here
    assert maya.post(here, data={"shelf": "The first"}).status_code == 404
