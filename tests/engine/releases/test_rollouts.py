"""Coming into force: at once, from an instant, for some groups first; stopped, and gone back on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine import tables
from engine.releases import ReleaseRefused, Roll
from engine.releases.telling import IN_FORCE
from engine.tables import Job
from tests.engine.releases.rolling import NORTH, clockwork, deployed, from_in, opened_by
from tests.engine.releases.studio import Studio, letter
from tests.world import NOON


def test_from_an_instant_new_instances_begin_with_the_new_version(told: Studio) -> None:
    deployed(told, letter("check"), from_in(days=2))
    assert opened_by(told) == "write"
    told.later(days=1)
    assert opened_by(told) == "write"
    told.later(days=1)
    assert opened_by(told) == "check"
    assert told.releases.version("letters", 2).in_force
    assert told.releases.version("letters", 2).state == "done"


def test_the_instant_counts_and_not_when_the_worker_comes_to_it(told: Studio) -> None:
    deployed(told, letter("check"), from_in(days=2))
    told.clock.move_to(NOON + timedelta(days=2))
    assert not told.releases.version("letters", 2).in_force
    assert opened_by(told) == "check"


def test_a_worker_that_is_killed_at_the_switch_changes_nothing(told_on_each: Studio) -> None:
    told = told_on_each
    deployed(told, letter("check"), from_in(days=2))
    told.clock.move_to(NOON + timedelta(days=2))
    # Claimed and never done, as by a worker that was killed; its lease runs out.
    assert len(told.engine.claim_due("engine", 5)) == 1
    assert opened_by(told) == "check"
    told.clock.move_to(told.clock.now() + timedelta(minutes=5))
    assert told.engine.sweep() == 1
    assert told.work() == 1
    assert opened_by(told) == "check"
    assert told.releases.version("letters", 2).in_force


def test_a_switch_that_fails_half_way_leaves_all_as_it_was_and_is_tried_again(
    told: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object) -> None:
        raise RuntimeError("The machine went down.")

    deployed(told, letter("check"), from_in(days=2))
    with monkeypatch.context() as broken:
        broken.setattr("engine.commands.deploy.schedule_all", fails)
        told.later(days=2)
    assert told.releases.version("letters", 2).state == "waiting"
    assert told.releases.version("letters", 1).in_force
    assert opened_by(told) == "check"
    told.later(minutes=2)
    assert told.releases.version("letters", 2).in_force
    assert opened_by(told) == "check"


def test_a_switch_that_is_done_twice_is_done_once(told: Studio) -> None:
    deployed(told, letter("check"), from_in(days=2))
    told.later(days=2)
    before = told.actions()
    job = told.row(Job, kind="switch")
    with told.database.write() as session:
        session.get_one(Job, ("main", job.id)).state = "ready"
    assert told.work() == 1
    assert told.actions() == before


def test_what_begins_by_the_clock_follows_the_instant(told: Studio) -> None:
    told.deploy(clockwork("write", "R/P1D"))
    deployed(told, clockwork("check", "R/P1D"), from_in(days=2, hours=6))
    told.later(days=1)
    told.later(days=1)
    assert [row.element_id for row in told.open()] == ["write", "write"]
    told.later(days=1)
    assert [row.element_id for row in told.open()] == ["write", "write"]
    told.later(hours=6)
    assert sorted(row.element_id for row in told.open()) == ["check", "write", "write"]


def test_a_server_that_slept_over_the_instant_catches_up_with_both(told: Studio) -> None:
    told.deploy(clockwork("write", "R/P1D"))
    deployed(told, clockwork("check", "R/P2D"), from_in(days=1, hours=6))
    told.clock.move_to(NOON + timedelta(days=5))
    for _ in range(3):
        told.work()
    # The start of the first day belongs to the version in force that day.
    assert sorted(row.element_id for row in told.open()) == ["check", "write"]


def test_a_rollout_that_is_stopped_leaves_what_began_with_it(told: Studio) -> None:
    release = deployed(told, letter("check"), NORTH)
    assert opened_by(told, town="north") == "check"
    with pytest.raises(ReleaseRefused, match="no note"):
        told.releases.stop(release, by="ben", note="")
    told.releases.stop(release, by="ben", note="Too many questions")
    assert opened_by(told, town="north") == "write"
    told.submit("check")
    assert told.releases.version("letters", 2).state == "stopped"
    with pytest.raises(ReleaseRefused, match="not being rolled out"):
        told.releases.to_everybody(release, by="ben")


def test_one_rollout_at_a_time_unless_it_is_an_emergency(told: Studio) -> None:
    deployed(told, letter("check"), from_in(days=2))
    change = told.approved(letter("sign"))
    with pytest.raises(ReleaseRefused, match="Another version of this bundle is being rolled out"):
        told.releases.deploy(change, by="ann", note="")
    told.ask(change, emergency="It cannot wait")
    told.say(change, by="ben")
    told.say(change, by="cai")
    told.releases.deploy(change, by="ann", note="")
    assert told.releases.version("letters", 2).state == "stopped"
    told.later(days=3)
    assert opened_by(told) == "sign"


def test_a_date_that_has_passed_and_groups_nobody_named_are_refused(told: Studio) -> None:
    change = told.approved(letter("check"))
    for roll in (Roll("from", NOON), Roll("from"), Roll("groups")):
        with pytest.raises(ReleaseRefused):
            told.releases.deploy(change, by="ann", note="", roll=roll)
    assert len(told.rows(tables.Deployment)) == 1


def test_going_back_makes_a_new_version_with_the_earlier_content(told: Studio) -> None:
    deployed(told, letter("check"), Roll())
    assert opened_by(told) == "check"
    with pytest.raises(ReleaseRefused, match="no note"):
        told.releases.go_back("letters", 1, by="ann", note=" ")
    made = told.releases.go_back("letters", 1, by="ann", note="Letters were late")
    assert (made.version, made.digest) == (3, letter().digest)
    assert opened_by(told) == "write"
    told.submit("check")
    version = told.releases.version("letters", 3)
    assert (version.kind, version.back_to, version.by) == ("back", 1, "ann")
    assert version.running == {"letter": 1}
    written = [(reader, one.about) for one, reader in told.notices if one.letter == IN_FORCE]
    assert [reader for reader, _ in written] == ["ann", "ben"]
    about = written[0][1]
    assert (about["version"], about["why"]) == ("3", "Letters were late")
    assert about["what"] == "has the content of version 1 again"
    assert told.actions()[-2:] == ["release.back", "deploy"]
    again = told.releases.go_back("letters", 2, by="ben", note="After all")
    assert again.version == 4
    assert opened_by(told) == "check"


def test_going_back_ends_what_is_being_rolled_out(told: Studio) -> None:
    deployed(told, letter("check"), Roll())
    deployed(told, letter("sign"), NORTH)
    told.releases.go_back("letters", 1, by="ann", note="Letters were late")
    assert opened_by(told, town="north") == "write"
    assert told.releases.version("letters", 3).state == "stopped"
