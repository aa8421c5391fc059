"""A change by ear, with keys, from its beginning to its deployment: no screen and no mouse."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from engine.bundle import Bundle
from engine.clock import SetClock
from engine.queries import active_deployments
from engine.rehearsal import Plan, play
from tests.journeys.hearing import Listener
from tests.journeys.studio_pages import BORROWING
from tests.web.people import employ
from tests.web.studio.conftest import employ_owners
from web.app import create_app
from web.configuration import Config
from web.parts import Parts
from web.wiring import build

BOOK = {"title": "Emma", "kind": "novel"}
Enter = Callable[[str], Listener]


@pytest.fixture
def parts(
    config: Config, clock: SetClock, tmp_path: Path, sqlite_template: Path
) -> Iterator[Parts]:
    """An installation with the real check, where the borrowing of books is deployed."""
    shutil.copy(sqlite_template, tmp_path / "plumbline.db")
    made = build(config, clock)
    with made.database.write() as session:
        employ(session)
        employ_owners(session)
    made.engine.deploy(Bundle.from_folders(BORROWING), by="boss")
    yield made
    made.close()


@pytest.fixture
def app(parts: Parts) -> Flask:
    return create_app(parts=parts)


@pytest.fixture
def enter(new_page: Callable[..., Any]) -> Enter:
    """Somebody signs in by ear."""

    def sign_in(name: str) -> Listener:
        page = new_page()
        page.goto("/sign-in")
        listener = Listener(page)
        listener.press(name)
        return listener

    return sign_in


def test_a_change_is_made_by_ear_from_start_to_finish(enter: Enter, parts: Parts) -> None:
    olive = enter("Olive Owner")
    begun(olive)
    found_as_steps(olive)
    a_step_is_given_to_others_and_due(olive)
    the_timer_is_set(olive)
    it_may_take_too_long(olive)
    a_step_is_put_in(olive)
    a_way_leads_elsewhere(olive)
    what_is_wrong_is_heard_and_mended(olive)
    asked(olive)
    approved(enter("Hugo Head"))
    deployed(olive)
    it_is_so(parts)


def begun(olive: Listener) -> None:
    olive.press("Studio", "link")
    olive.press("Borrowing from the library", "link")
    olive.write("What is to change", "Thanks for readers")
    olive.press("Change the policy")
    assert olive.names("heading")[0] == "Thanks for readers"


def found_as_steps(olive: Listener) -> None:
    olive.press("Files of this change", "link")
    olive.press("Open every kind", "link")
    olive.press("Borrowing a book", "link")
    olive.unfold("The same as steps")


def a_step_is_given_to_others_and_due(olive: Listener) -> None:
    olive.follow(": Lend the book out")
    assert olive.names("heading")[0] == "Lend the book out"
    olive.write("Name", "Hand the book out")
    olive.choose("The group", "Team Manager")
    olive.write("Due", 'at_time(working_days_from(today(), 2), "17:00")')
    olive.told("Saved at")
    olive.press("Save this step")
    olive.told("Saved.")


def the_timer_is_set(olive: Listener) -> None:
    olive.follow(": Overdue")
    olive.choose("It happens", "After a while")
    olive.write("When", "P5D")
    olive.press("Save this step")


def it_may_take_too_long(olive: Listener) -> None:
    """What is missing is said where it is missing; one example of a time is read out, once."""
    olive.follow(": Hand the book out")
    olive.unfold("Add what happens if it takes too long")
    olive.press("Add it")
    assert olive.focus().startswith("There is a problem")
    olive.go("link", "It has no name. Say what happens, such as “Nobody answered”.")
    olive.page.keyboard.press("Enter")
    assert olive.at() == ("textbox", "What happens then")
    olive.page.keyboard.type("Nobody fetched it")
    olive.write("When", "P5D")
    olive.told("Reached ")
    assert olive.aloud().count("Reached ") == 1
    assert "Saved at" not in olive.aloud(), "nothing is saved before it is asked for"
    olive.write("Name of the step that is added", "Ring the reader")
    olive.press("Add it")
    olive.told("The new step is there. Say what it does.")
    assert "Ring the reader" in olive.names("heading")
    olive.told("Nobody is asked")
    olive.choose("The group", "Team Manager")
    olive.choose("Form", "Mend")
    olive.write("Why it is with them", "A book was not fetched.")
    olive.told("Nothing is wrong with it.")
    olive.press("Save this step")


def a_step_is_put_in(olive: Listener) -> None:
    olive.follow(": Bring the book back")
    olive.write("Name of the new step", "Thank the reader")
    olive.press("Put it in")
    assert "Thank the reader" in olive.names("heading")
    olive.press("Save this step")


def a_way_leads_elsewhere(olive: Listener) -> None:
    """A mended book goes back on its shelf: its own end is not needed any more."""
    olive.follow(": Mend the book")
    olive.choose("Leads to", "Back on its shelf")
    olive.press("Save this step")
    olive.told("Saved.")


def what_is_wrong_is_heard_and_mended(olive: Listener) -> None:
    """The end that nothing leads to, and the step that asks nobody."""
    checked(olive)
    assert "3 things must be mended" in olive.all()
    olive.press("Thank the reader (thank_the_reader)", "link")
    olive.unfold("The same as steps")
    olive.follow(": Thank the reader")
    olive.choose("The group", "Team Manager")
    olive.choose("Form", "Mend")
    olive.write("Why it is with them", "Somebody brought a book back.")
    olive.press("Save this step")
    olive.follow(": Mended")
    olive.press("Take it out")
    olive.told("The step was taken out.")
    checked(olive)
    assert "Nothing must be mended." in olive.all()


def checked(olive: Listener) -> None:
    olive.press("All steps of this change", "link")
    olive.press("Check everything", "link")


def asked(olive: Listener) -> None:
    olive.press("All steps of this change", "link")
    olive.press("Approval by somebody else", "link")
    olive.write("What is to be looked at", "The new step")
    olive.press("Ask for an approval")
    olive.told("It is with others to approve.")


def approved(hugo: Listener) -> None:
    hugo.press("Studio", "link")
    hugo.press("Thanks for readers", "link")
    hugo.press("Approval by somebody else", "link")
    assert "There is a new step “Thank the reader”" in hugo.all()
    hugo.go("radio", "Yes, I approve exactly this content")
    hugo.page.keyboard.press("Space")
    hugo.write("What you looked at, or what has to change", "Every sentence")
    hugo.press("Send")
    hugo.told("You have approved exactly this content.")


def deployed(olive: Listener) -> None:
    olive.press("All steps of this change", "link")
    olive.press("Deploy", "link")
    olive.write("What has changed, for the history of versions", "Readers are thanked")
    olive.press("Deploy")
    olive.told("It is version 2 now.")
    assert "Version 2" in olive.names("heading")


def it_is_so(parts: Parts) -> None:
    """A team manager hands out and thanks; a mended book is on its shelf again."""
    with parts.database.read() as db:
        [row] = active_deployments(db, "main")
    bundle = parts.engine.deployed(row.id).bundle
    answers: dict[str, object] = {"lend_out": BOOK, "bring_back": {"whole": False}}
    answers |= {"thank_the_reader": {"done": "Thanked"}, "mend": {"done": "The spine"}}
    played = play(bundle, Plan(("borrowing",), answers=answers, variables={"reader": "rita"}))
    assert [one.id for one in played.activities][-4:] == [
        "thank_the_reader",
        "torn",
        "mend",
        "back",
    ]
    assert played.activities[1].name == "Hand the book out"
