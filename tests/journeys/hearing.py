"""Somebody with a screen reader and a keyboard: the accessibility tree, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tests.journeys.heard import Heard, Tree, complaints, in_order, live, value, words_of

FARTHEST, SOON = 200, 10.0
SKIP = ("link", "Skip to main content")


class Listener:
    """Somebody who cannot see the page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._wire = page.context.new_cdp_session(page)
        self._wire.send("Accessibility.enable")

    def hears(self) -> list[Heard]:
        """Everything on the page, in the order in which it is read."""
        return in_order(self._tree())

    def names(self, role: str) -> list[str]:
        """What the things of a role are called, in order."""
        return [one.name for one in self.hears() if one.role == role]

    def all(self) -> str:
        """Every word of the page."""
        tree = self._tree()
        return words_of(next(iter(tree.values())), tree)

    def complaints(self) -> list[str]:
        """What somebody could not follow by ear; [] for nothing."""
        return complaints(self.hears())

    def told(self, words: str) -> None:
        """Wait until this is read out by itself: nobody has to go to it."""
        self._awaits(lambda: words in self.aloud(), words)

    def aloud(self) -> str:
        """What is read out by itself now."""
        return " · ".join(live(self._tree()))

    def at(self) -> tuple[str, str]:
        """Role and name of what has the focus."""
        node = self._focused()
        return value(node, "role"), value(node, "name")

    def focus(self) -> str:
        """Everything that is read of what has the focus."""
        return str(self.page.evaluate("document.activeElement.innerText"))

    def go(self, role: str, name: str) -> None:
        """Press Tab until a control of this role and name has the focus, past what is on every
        page: that comes last."""
        for times in range(FARTHEST):
            self.page.keyboard.press("Tab")
            here = self.at()
            if here == (role, name):
                return
            if here == SKIP and not times:
                self.page.keyboard.press("Enter")
        raise AssertionError(f"no {role} “{name}” is heard on {self.page.url}")

    def write(self, name: str, words: str) -> None:
        """Go to a field and write over what is in it."""
        self.go("textbox", name)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def choose(self, name: str, option: str) -> None:
        """Go to a list and type what is wanted, as far as the list says so."""
        self.go("combobox", name)
        self.page.keyboard.type(option)
        chosen = value(self._focused(), "value")
        assert chosen == option, f"“{name}” says “{chosen}”"

    def press(self, name: str, role: str = "button") -> None:
        """Go to a button or a link, press it, and wait for the page that follows."""
        self.go(role, name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, ending: str) -> None:
        """Press the link whose words end so, once there is one."""
        found: list[str] = []

        def there() -> bool:
            found[:] = [one for one in self.names("link") if one.endswith(ending)]
            return len(found) == 1

        self._awaits(there, ending)
        self.press(found[0], "link")

    def unfold(self, name: str) -> None:
        """Open what is folded."""
        self.go("DisclosureTriangle", name)
        self.page.keyboard.press("Enter")

    def _awaits(self, heard: Callable[[], bool], words: str) -> None:
        until = time.monotonic() + SOON
        while not heard():
            assert time.monotonic() < until, f"“{words}” is not heard: {live(self._tree())}"
            self.page.wait_for_timeout(50)

    def _focused(self) -> Any:
        found = self._wire.send("Runtime.evaluate", {"expression": "document.activeElement"})
        told = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
        return self._wire.send("Accessibility.getPartialAXTree", told)["nodes"][0]

    def _tree(self) -> Tree:
        nodes = self._wire.send("Accessibility.getFullAXTree")["nodes"]
        return {node["nodeId"]: node for node in nodes}
