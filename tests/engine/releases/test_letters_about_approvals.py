"""Who is written to about an approval: whoever is asked, and whoever made what is decided."""

from __future__ import annotations

from tests.engine.releases.studio import Studio, letter


def written(told: Studio) -> list[tuple[str, str]]:
    """Which notice went to whom, in order."""
    return [(one.letter, reader) for one, reader in told.notices]


def test_those_who_may_approve_are_told_that_they_are_asked(told: Studio) -> None:
    change = told.change(letter("check"))
    told.ask(change)
    # ann made it, so that only ben may approve it.
    assert written(told) == [("approval_asked", "ben")]
    [(notice, _)] = told.notices
    assert notice.about == {
        "process": "Test", "change": "Another step", "by": "ann", "emergency": "",
    }  # fmt: skip
    assert notice.page == f"studio/changes/{change}/approval"
    told.ask(change, emergency="Letters are lost")
    assert told.notices[-1][0].about["emergency"] == "yes"
    assert told.notices[-1][0].key != notice.key


def test_who_made_it_is_told_when_it_is_decided(told: Studio) -> None:
    change = told.change(letter("check"))
    told.ask(change)
    told.say(change, by="ben", approve=False, note="Not yet")
    assert written(told)[1:] == [("approval_sent_back", "ann")]
    told.ask(change, emergency="Letters are lost")
    told.say(change, by="ben")
    assert written(told)[2:] == [("approval_asked", "ben")]
    told.say(change, by="cai")
    assert written(told)[3:] == [("approval_given", "ann")]
    assert all("Not yet" not in notice.about.values() for notice, _ in told.notices)
