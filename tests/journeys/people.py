"""People at their browsers: signing in, reading letters, opening what is with them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.journeys.pen import Pen
from tests.journeys.serving import Council

PICTURES = os.environ.get("PLUMBLINE_PICTURES")


class People:
    """Everybody of a council who comes to a browser."""

    def __init__(
        self, council: Council, open_page: Callable[..., Any], axe: Callable[[Any], None]
    ) -> None:
        self.council, self._open_page, self._axe = council, open_page, axe

    def at_browser(self, identity: str, **options: Any) -> Someone:
        """Somebody signs in at a browser nobody used before."""
        page = self._open_page(**options)
        someone = Someone(self.council, identity, page, self._axe)
        someone.sign_in()
        return someone


class Someone:
    """One person at one browser. Every page they `look` at must satisfy axe."""

    def __init__(
        self, council: Council, identity: str, page: Any, axe: Callable[[Any], None]
    ) -> None:
        self.council, self.identity, self.page, self._axe = council, identity, page, axe
        self.name = council.name(identity)

    def sign_in(self) -> None:
        """As one of the invented people, found by name."""
        self.page.goto("/sign-in")
        self.sign_in_here()
        expect(self.heading).to_have_text("Inbox")

    def sign_in_here(self) -> None:
        """On the sign-in page that is shown, which knows where I wanted to go."""
        self.page.get_by_label("Find somebody").fill(self.name)
        self.press("Find")
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=self.name).first.click()

    @property
    def heading(self) -> Any:
        """The page's first heading."""
        return self.page.get_by_role("heading", level=1)

    def look(self, name: str) -> None:
        """Judge the page with axe; keep a picture when PLUMBLINE_PICTURES names a folder."""
        if PICTURES:
            self.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
        self._axe(self.page)

    def read_letter(self, subject: str) -> str:
        """Open the newest letter to me with these words in its subject; its text."""
        self.page.goto(f"/mailbox?to={self.identity}")
        self.page.get_by_role("link", name=re.compile(subject)).first.click()
        return str(self.page.locator(".pl-letter").inner_text())

    def follow_letter(self, subject: str) -> None:
        """Open the letter and the link in it."""
        self.read_letter(subject)
        self.page.locator(".pl-letter").get_by_role("link").click()

    def begin(self, task: str) -> None:
        """Open a user task from the inbox."""
        self.page.goto("/tasks")
        self.page.get_by_role("link", name=task).click()
        expect(self.heading).to_have_text(task)

    def press(self, button: str) -> None:
        """Press a button and wait for the page that follows: words are saved before it is sent."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()

    def submit(self) -> None:
        """From the page of answers to the confirmation; a minute later the council is at rest."""
        expect(self.heading).to_have_text("Check your answers")
        self.press("Submit")
        expect(self.page.get_by_role("heading", name="Submitted")).to_be_visible()
        self.council.travel(self.council.clock.now() + timedelta(minutes=1))

    def pen(self, **told: str) -> Pen:
        """A pen that writes what it is told, and something fitting everywhere else."""
        return Pen(self.page, told)
