"""The demonstration's sender: nothing leaves the house, every letter is readable in the mailbox."""

from __future__ import annotations

from engine.context import KEPT
from engine.errors import MailRefused
from handlers.mail.message import Letter, build
from handlers.settings import Settings


class KeptSender:
    """Takes letters as a mail server would, refusing what it would refuse, and keeps them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, letter: Letter) -> str:
        """ "kept". MailRefused when the letter could not have been sent either."""
        if not self._settings.allows(letter.address):
            domain = letter.address.rpartition("@")[2]
            raise MailRefused(f"Letters may not go to addresses at {domain}: it is not allowed.")
        build(letter, sender=f"audits@{self._settings.sender_domain}", sender_name="Case audits")
        return KEPT
