"""One operation for many instances: looked at, begun with a reason, told, taken back."""

from __future__ import annotations

from typing import Any

import pytest

from engine import tables
from engine.acting import Act
from engine.batches import batch, by_cause, counts, items
from engine.errors import AlreadyDone, OperationRefused
from tests.world import World

WHY = "The number was put right"


def look(told: World, act: Act, found: list[Any]) -> Any:
    id = told.engine.batches.look(act, found, by="admin", selection="some sums")
    told.work()
    return id


def test_a_look_counts_what_would_happen_and_changes_nothing(told, chosen, states) -> None:
    ids = [told.start("sum", f"S-{n}", given=n) for n in range(3)]
    id = look(told, Act("cancel"), chosen(ids))
    row = told.row(tables.Batch, id=id)
    assert (row.state, states(id)) == ("looked", ["fits"] * 3)
    assert ["The instance is cancelled; it was active.", 3] in row.told
    assert {told.status(one) for one in ids} == {"active"}


def test_it_is_done_with_a_reason_and_told(told, chosen, states) -> None:
    ids = [told.start("sum", f"S-{n}", given=n) for n in range(3)]
    id = look(told, Act("cancel"), chosen(ids))
    with pytest.raises(OperationRefused, match="no reason"):
        told.engine.batches.begin(id, by="admin", reason=" ")
    told.engine.batches.begin(id, by="admin", reason=WHY)
    told.work()
    assert states(id) == ["done"] * 3
    assert {told.status(one) for one in ids} == {"cancelled"}
    log = told.rows(tables.AuditLog)
    assert {line.detail["reason"] for line in log if line.action in ("batch", "cancel")} == {WHY}


def test_every_incident_of_a_cause_is_tried_again_and_those_held_again_are_told(told) -> None:
    ids = [told.start("sum", f"S-{n}") for n in range(4)]
    [cause] = {row.cause for row in told.rows(tables.Incident)}
    for one in ids[:3]:
        told.engine.operating(by="admin", reason=WHY).change_variables(one, {"given": 1})
    with told.database.read() as session:
        found = by_cause(session, "main", cause)
    id = look(told, Act("retry"), found)
    with told.database.read() as session:
        row = batch(session, "main", id)
        assert (counts(session, row).fits, counts(session, row).refused) == (3, 1)
        [refused] = items(session, row, ["refused"]).rows
    assert refused.sentence == "It would be held up again as before."
    told.engine.batches.begin(id, by="admin", reason=WHY)
    told.work()
    assert len(told.open()) == 3
    again = told.engine.batches.again(id, by="admin")
    told.work()
    assert told.row(tables.Batch, id=again).total == 1


def test_what_moves_meanwhile_is_left_alone_and_reported(told, chosen, states) -> None:
    ids = sorted(told.start("sum", f"S-{n}", given=n) for n in range(2))
    id = look(told, Act("suspend"), chosen(ids))
    task = told.row(tables.UserTask, instance_id=ids[0])
    other = told.engine.operating(by="other", reason="She knows it")
    other.reassign(ids[0], task.id, person="noor")
    told.engine.batches.begin(id, by="admin", reason=WHY)
    told.work()
    assert states(id) == ["failed", "done"]
    failed = told.row(tables.BatchItem, batch_id=id, number=0)
    assert "has moved on" in failed.sentence
    assert told.status(ids[0]) == "active"
    again = told.engine.batches.again(id, by="admin")
    told.work()
    told.engine.batches.begin(again, by="admin", reason=WHY)
    told.work()
    assert told.status(ids[0]) == "suspended"


def test_what_was_done_is_taken_back(told, chosen) -> None:
    ids = [told.start("sum", f"S-{n}", given=n) for n in range(2)]
    id = look(told, Act("reassign", element="read", person="noor"), chosen(ids))
    told.engine.batches.begin(id, by="admin", reason=WHY)
    told.work()
    assert {row.assignee for row in told.open()} == {"noor"}
    back = told.engine.batches.undo(id, by="admin")
    told.work()
    told.engine.batches.begin(back, by="admin", reason="Not she")
    told.work()
    assert {row.assignee for row in told.open()} == {"maya"}


def test_values_are_forgotten_when_it_is_over(told, chosen) -> None:
    ids = [told.start("sum", f"S-{n}") for n in range(2)]
    id = look(told, Act("variables", given={"given": "a secret"}), chosen(ids))
    assert told.row(tables.Batch, id=id).act["given"] == {"given": "a secret"}
    told.engine.batches.begin(id, by="admin", reason=WHY)
    told.work()
    assert told.row(tables.Batch, id=id).act["given"] == {"given": None}
    with pytest.raises(OperationRefused, match="is not kept"):
        told.engine.batches.again(id, by="admin")


def test_one_that_is_cancelled_does_no_more(told, chosen, states) -> None:
    ids = [told.start("sum", f"S-{n}", given=n) for n in range(2)]
    id = look(told, Act("cancel"), chosen(ids))
    told.engine.batches.begin(id, by="admin", reason=WHY)
    told.engine.batches.cancel(id, by="other")
    told.work()
    assert states(id) == ["cancelled"] * 2
    assert {told.status(one) for one in ids} == {"active"}
    with pytest.raises(AlreadyDone):
        told.engine.batches.begin(id, by="admin", reason=WHY)


def test_nothing_chosen_and_places_that_are_not_there_are_refused(told, chosen, states) -> None:
    with pytest.raises(OperationRefused, match="nothing it could be done to"):
        told.engine.batches.look(Act("cancel"), [], by="admin", selection="none")
    ids = [told.start("sum", "S-1", given=1)]
    id = look(told, Act("skip", element="add"), chosen(ids))
    assert states(id) == ["refused"]
    assert told.row(tables.BatchItem, batch_id=id).sentence.startswith("It is not at “add” now.")
