"""Cover as people arrange and see it: two inboxes, the same user task, and whose it was."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select

from engine import queries
from engine.tables import UserTask
from handlers.directory.tables import Person, PersonRole
from handlers.tables import Audit, Cover, Handover
from tests.web.inbox.test_one_user_task import BOOK, REASON

DAYS = {"starts_on": "2026-11-30", "ends_on": "2026-12-04"}


@pytest.fixture(autouse=True)
def _known(parts):
    """Carl manages Rita; Tess is a team manager too; Maya is of Management Information."""
    with parts.database.write() as db:
        db.get(Person, ("main", "reader")).line_manager = "checker"
        week = [1.0] * 5 + [0.0] * 2
        db.add(
            Person(
                tenant_id="main", id="tess", name="Tess", email="t@example.org", working_week=week
            )
        )
        db.add(PersonRole(tenant_id="main", person_id="tess", role="team_manager", scope=""))
        db.add(PersonRole(tenant_id="main", person_id="maya", role="miu", scope=""))


def arrange(client, person="reader", by="tess", **changed):
    given = {"person": person, "covered_by": by, **DAYS, **changed}
    return client.post("/cover", data=given)


def test_the_one_who_covers_does_it_and_both_names_are_kept(sign_in, lend, parts):
    reader, tess = sign_in("reader"), sign_in("tess")
    lend()
    assert "Say which book" not in tess.get("/tasks").text
    assert arrange(reader).status_code == 303
    assert "Tess covers you until 4 December 2026" in reader.get("/tasks").text
    inbox = tess.get("/tasks").text
    assert "You cover Rita Reader until 4 December 2026." in inbox
    assert "Rita Reader, whom you cover" in inbox
    link = inbox.split('href="/tasks/')[1].split('"')[0]
    page = tess.get(f"/tasks/{link}")
    assert "You do this for" in page.text
    tess.post(f"/tasks/{link}/book", data=BOOK)
    tess.post(f"/tasks/{link}/reason", data=REASON)
    assert tess.post(f"/tasks/{link}/check").status_code == 303
    boss = sign_in("boss")
    listed = boss.get("/operations/instances").text
    instance = listed.split('href="/operations/instances/')[1].split('"')[0]
    assert "Tess for Rita Reader" in boss.get(f"/operations/instances/{instance}/history").text


def test_the_line_manager_and_management_information_may_arrange_it_too(sign_in):
    assert "Rita Reader" in sign_in("checker").get("/cover").text
    assert arrange(sign_in("checker"), ends_on="2026-11-30").status_code == 303
    assert arrange(sign_in("maya"), starts_on="2026-12-01").status_code == 303


@pytest.mark.parametrize(
    ("who", "changed", "said"),
    [
        ("reader", {"by": ""}, "Select who covers"),
        ("reader", {"starts_on": "soon"}, "Enter the first day"),
        ("reader", {"ends_on": "2026-11-29"}, "The last day must be the first day or later"),
        ("reader", {"starts_on": "2026-11-02", "ends_on": "2026-11-03"}, "must be today or later"),
        ("reader", {"by": "noah"}, "Select somebody who holds the same roles"),
        ("reader", {"by": "reader"}, "Select somebody who holds the same roles"),
        ("tess", {}, "Only the person, their line manager"),
        ("reader", {"person": "nobody"}, "There is no such person"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(sign_in, who, changed, said, parts):
    answer = arrange(sign_in(who), **changed)
    assert answer.status_code == 422
    assert said in answer.text
    with parts.database.read() as db:
        assert db.scalars(select(Cover)).all() == []


def test_days_that_are_covered_are_not_covered_twice(sign_in):
    reader = sign_in("reader")
    assert arrange(reader).status_code == 303
    assert "These days are covered already" in arrange(reader, by="checker").text


def test_it_ends_when_one_of_them_ends_it(sign_in, lend, parts):
    reader, tess = sign_in("reader"), sign_in("tess")
    lend()
    arrange(reader)
    with parts.database.read() as db:
        [cover] = db.scalars(select(Cover)).all()
    sign_in("noah").post(f"/cover/{cover.id}/end")
    assert "whom you cover" in tess.get("/tasks").text
    tess.post(f"/cover/{cover.id}/end")
    assert "whom you cover" not in tess.get("/tasks").text


def test_before_and_after_its_days_there_is_no_cover(sign_in, lend, parts, clock):
    lend()
    arrange(sign_in("reader"), starts_on="2026-12-01", ends_on="2026-12-02")
    tess = sign_in("tess")
    assert "whom you cover" not in tess.get("/tasks").text
    clock.move_to(datetime(2026, 12, 2, 23, 30, tzinfo=UTC))
    tess = sign_in("tess")
    assert "whom you cover" in tess.get("/tasks").text
    clock.move_to(datetime(2026, 12, 3, 0, 30, tzinfo=UTC))
    assert "whom you cover" not in sign_in("tess").get("/tasks").text


def test_a_reviewer_does_not_do_the_part_they_review(sign_in, lend, parts):
    instance = lend()
    part = {"auditor": "reader", "reviewer": "tess", "category": "CIN", "state": "issued"}
    with parts.database.write() as db:
        audit = Audit(
            tenant_id="main",
            reference="B-1",
            month="2026-12",
            case_id="L9",
            instance_id=instance,
            **part,
        )
        db.add(audit)
    arrange(sign_in("reader"))
    tess = sign_in("tess")
    assert "Say which book" not in tess.get("/tasks").text
    with parts.database.read() as db:
        [task] = queries.user_tasks(db, "main", instance)
    assert tess.get(f"/tasks/{task.id}").status_code == 404


def test_who_carries_on_for_somebody_who_has_left_finds_it_in_their_inbox(sign_in, lend, parts):
    lend()
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    with parts.database.write() as db:
        db.get(Person, ("main", "reader")).active = False
        for (matter,) in db.execute(select(UserTask.business_key)):
            db.add(
                Handover(
                    tenant_id="main", person="reader", matter=matter, part="other", found_at=now,
                    carried_on_by="tess", decided_by="maya", decided_at=now, instance_id=uuid4(),
                    activity_key=f"1:{matter}",
                )
            )  # fmt: skip
    tess = sign_in("tess")
    inbox = tess.get("/tasks").text
    assert f"You carry on for Rita Reader, who has left: {matter}." in inbox
    assert "Rita Reader, who has left" in inbox
    link = inbox.split('href="/tasks/')[1].split('"')[0]
    page = tess.get(f"/tasks/{link}").text
    assert "Rita Reader, who has left. Both names are kept." in page
    assert "Say which book" not in sign_in("maya").get("/tasks").text
