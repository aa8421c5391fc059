"""Four eyes: who may approve what, and what makes an approval hold no more."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from engine import tables
from engine.database import insert_rows
from engine.errors import BundleRefused, NotAllowed
from engine.model import Finding
from engine.releases import ReleaseRefused
from engine.releases.standing import EDITED
from tests.engine.releases.studio import Studio, letter


def test_a_second_person_approves_and_then_it_is_deployed(told: Studio) -> None:
    change = told.change(letter("check"))
    told.ask(change)
    assert told.say(change, by="ben") == "approved"
    made = told.releases.deploy(change, by="ann", note="As agreed")
    assert made.version == 2
    told.start("letter")
    assert told.task("check").deployment_id == made.id
    version = told.releases.version("letters", 2)
    assert (version.authors, version.by, version.note) == (("ann",), "ann", "As agreed")
    assert [(part.person, part.note) for part in version.approved] == [("ben", "Seen")]
    assert any("Check" in one.sentence for one in version.sentences)
    assert all(one.affected for one in version.sentences)
    assert told.changes.view(change).state == "deployed"
    assert told.actions()[-4:] == ["approval.ask", "approval.approve", "release", "deploy"]


def test_nothing_is_deployed_that_nobody_approved(told: Studio) -> None:
    change = told.change(letter("check"))
    with pytest.raises(ReleaseRefused, match="Nobody has approved it"):
        told.releases.deploy(change, by="ann", note="")
    told.ask(change)
    with pytest.raises(ReleaseRefused, match="Nobody has approved it"):
        told.releases.deploy(change, by="ann", note="")
    assert len(told.rows(tables.Deployment)) == 1


@pytest.mark.parametrize(
    ("who", "why"), [("ann", "somebody else"), ("dot", "a role"), ("omar", "a role")]
)
def test_the_author_and_who_holds_no_role_cannot_approve(told: Studio, who: str, why: str) -> None:
    change = told.change(letter("check"))
    told.ask(change)
    with pytest.raises(NotAllowed, match=why):
        told.say(change, by=who)


def test_whoever_touched_it_cannot_approve_even_when_it_was_undone(told: Studio) -> None:
    change = told.change(letter("check"))
    told.edit(change, letter("other"), by="ben")
    told.edit(change, letter("check"), by="ann")
    told.ask(change)
    with pytest.raises(NotAllowed, match="touched"):
        told.say(change, by="ben")
    assert told.say(change, by="cai") == "approved"


def test_own_work_brought_in_by_somebody_else_stays_own_work(told: Studio) -> None:
    own = told.change(letter("check"), by="ann")
    told.changes.abandon(own, by="ann", reason="Ben brings it in")
    files = dict(told.changes.bundle(own).files)
    brought = told.changes.begin_with("letters", "Brought in", files, by="ben", note="A zip")
    told.ask(brought, by="ben")
    with pytest.raises(NotAllowed, match="touched"):
        told.say(brought, by="ann")
    assert told.say(brought, by="cai") == "approved"
    told.releases.deploy(brought, by="ben", note="")
    assert told.releases.version("letters", 2).authors == ("ann", "ben")


def test_an_approval_ends_with_the_change_that_is_given_up(told: Studio) -> None:
    change = told.approved(letter("check"))
    content = told.changes.bundle(change)
    told.changes.abandon(change, by="ann", reason="Not now")
    found = told.releases.approval(change)
    assert found is not None
    assert (found.stands, found.void_because) == (False, "The change was given up.")
    with pytest.raises(ReleaseRefused, match="Nobody has approved these files"):
        told.releases.deploy_files(content, by="ann", note="x", digest=content.digest)
    assert told.releases.version("letters", 1).in_force


def test_who_made_what_is_in_force_may_approve_what_builds_on_it(told: Studio) -> None:
    told.releases.deploy(told.approved(letter("check")), by="ann", note="")
    change = told.change(letter("sign"), by="ben")
    told.ask(change, by="ben")
    assert told.say(change, by="ann") == "approved"


def test_whoever_asked_cannot_approve_what_others_made(told: Studio) -> None:
    change = told.change(letter("check"))
    told.ask(change, by="ben")
    with pytest.raises(NotAllowed):
        told.say(change, by="ben")
    told.say(change, by="cai")
    told.releases.deploy(change, by="ann", note="")
    assert told.releases.version("letters", 2).authors == ("ann",)


def test_an_administrator_who_is_an_owner_too_cannot_approve_their_own(told: Studio) -> None:
    told.engine.context.__dict__["groups_of"] = lambda person: frozenset({"admin", "owners"})
    change = told.change(letter("check"), by="dot")
    told.ask(change, by="dot")
    with pytest.raises(NotAllowed, match="touched"):
        told.say(change, by="dot")


def test_any_edit_makes_it_void_and_it_is_asked_for_anew(told: Studio) -> None:
    change = told.approved(letter("check"))
    told.edit(change, letter("other"))
    found = told.releases.approval(change)
    assert found is not None
    assert (found.state, found.void_because) == ("void", EDITED)
    with pytest.raises(ReleaseRefused, match="edited after"):
        told.releases.deploy(change, by="ann", note="")
    told.ask(change)
    assert told.say(change, by="ben") == "approved"
    told.releases.deploy(change, by="ann", note="")
    assert told.releases.version("letters", 2).in_force


def test_an_approval_does_not_survive_its_approvers_own_edit(told: Studio) -> None:
    change = told.approved(letter("check"))
    told.edit(change, letter("other"), by="ben")
    told.edit(change, letter("check"), by="ben")
    with pytest.raises(ReleaseRefused, match="touched the change themselves"):
        told.releases.deploy(change, by="ann", note="")


def test_what_was_shown_is_what_is_approved(told: Studio) -> None:
    change = told.change(letter("check"))
    approval = told.ask(change)
    with pytest.raises(ReleaseRefused, match="Another content"):
        told.releases.decide(approval, by="ben", digest="0" * 64, note="Seen", approve=True)
    with pytest.raises(ReleaseRefused, match="no note"):
        told.say(change, by="ben", note=" ")


def test_it_is_sent_back_with_a_note_and_asked_for_again(told: Studio) -> None:
    change = told.change(letter("check"))
    told.ask(change)
    assert told.say(change, by="ben", approve=False, note="Too early") == "sent_back"
    with pytest.raises(ReleaseRefused, match="sent back already"):
        told.say(change, by="cai")
    told.ask(change)
    assert told.say(change, by="ben") == "approved"


def test_another_version_in_force_makes_it_void(told: Studio) -> None:
    change = told.approved(letter("check"))
    told.deploy(letter("sign"))
    with pytest.raises(ReleaseRefused, match="come into force since"):
        told.releases.deploy(change, by="ann", note="")


def test_nothing_new_and_nothing_wrong_can_be_asked_for(told: Studio) -> None:
    change = told.changes.begin("letters", "Nothing", by="ann")
    with pytest.raises(ReleaseRefused, match="the same as the version in force"):
        told.ask(change)
    renamed = letter("check").files["bundle.toml"].replace(b'"letters"', b'"others"')
    told.changes.write_many(change, {"bundle.toml": renamed}, by="ann")
    with pytest.raises(ReleaseRefused, match="The key of the bundle"):
        told.ask(change)
    wrong = Finding("error", "diagram_0.bpmn", "check", "Nobody is asked.", "Name an assignee.")
    object.__setattr__(told.engine.context, "check", lambda bundle, registry: [wrong])
    told.edit(change, letter("check"))
    with pytest.raises(BundleRefused, match="Nobody is asked"):
        told.ask(change)


def test_an_emergency_needs_two_others_and_is_marked(told: Studio) -> None:
    change = told.change(letter("check"))
    told.ask(change, emergency="Letters go to the wrong people")
    assert told.say(change, by="ben") == "open"
    with pytest.raises(ReleaseRefused, match="Nobody has approved it"):
        told.releases.deploy(change, by="ann", note="")
    with pytest.raises(ReleaseRefused, match="approved it already"):
        told.say(change, by="ben")
    assert told.say(change, by="cai") == "approved"
    told.releases.deploy(change, by="ann", note="")
    version = told.releases.version("letters", 2)
    assert version.emergency == "Letters go to the wrong people"
    assert [part.person for part in version.approved] == ["ben", "cai"]


def test_two_approve_at_once_and_one_is_told(told_on_each: Studio) -> None:
    told = told_on_each
    change = told.change(letter("check"))
    told.ask(change)

    def approve(who: str) -> str:
        try:
            return told.say(change, by=who)
        except ReleaseRefused as refused:
            return refused.sentence

    with ThreadPoolExecutor(2) as two:
        said = sorted(two.map(approve, ["ben", "cai"]))
    assert said == ["It is approved already.", "approved"]


def test_an_edit_and_a_deployment_at_once_never_deploy_what_nobody_saw(
    told_on_each: Studio,
) -> None:
    told = told_on_each
    change = told.approved(letter("check"))

    def deploy(_: int) -> str:
        try:
            told.releases.deploy(change, by="ann", note="")
        except ReleaseRefused:
            return "refused"
        return "deployed"

    def edit(_: int) -> str:
        try:
            told.edit(change, letter("other"))
        except Exception as refused:
            return type(refused).__name__
        return "edited"

    with ThreadPoolExecutor(2) as two:
        deploying, editing = two.submit(deploy, 0), two.submit(edit, 0)
    assert (deploying.result(), editing.result()) in (
        ("deployed", "ChangeRefused"),
        ("refused", "edited"),
    )
    digests = {row.digest for row in told.rows(tables.Deployment)}
    assert letter("other").digest not in digests


def test_the_database_itself_refuses_a_second_part(told_on_each: Studio) -> None:
    told = told_on_each
    change = told.change(letter("check"))
    approval = told.ask(change)
    forged: dict[str, Any] = {
        "tenant_id": "main", "approval_id": approval, "person": "ann", "part": "approved",
        "at": told.clock.now(), "note": "",
    }  # fmt: skip
    with pytest.raises(IntegrityError), told.database.write() as session:
        insert_rows(session, tables.ApprovalPart, [forged])
