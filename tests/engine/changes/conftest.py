"""Two owners, and a bundle of three files that is in force."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from engine.bundle import Bundle
from engine.changes import Changes
from engine.database import Database
from tests.world import World

FILES = {
    "bundle.toml": b'key = "loans"\ntitle = "Loans"\n',
    "CHANGELOG.md": b"# Loans\n",
    "mail/late/body.txt": b"Please bring it back.\n",
}
LETTER = "mail/late/body.txt"


class Desk:
    """A change of the loans, with owners at work on it."""

    def __init__(self, database: Database) -> None:
        self.world = World(database)
        self.world.deploy(Bundle(FILES))
        self.changes = Changes(self.world.engine.context)
        self.id: UUID = self.changes.begin("loans", "Kinder words", by="maya")

    def says(self, path: str = LETTER) -> str:
        """What a file holds now."""
        content, _ = self.changes.file(self.id, path)
        return (content or b"").decode()

    def write(self, words: str, *, by: str = "maya", seen: int, path: str = LETTER) -> int:
        """Write a file that was read at that edition."""
        return self.changes.write(self.id, path, words.encode(), by=by, seen=seen)

    def later(self, **span: float) -> None:
        """Move the clock on."""
        clock = self.world.clock
        clock.move_to(clock.now() + timedelta(**span))


@pytest.fixture
def desk(database: Database) -> Desk:
    """On each database."""
    return Desk(database)
