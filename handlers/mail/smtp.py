"""Sending by SMTP: one thread with one event loop keeps one connection for all letters."""

from __future__ import annotations

import asyncio
import threading

from engine.errors import MailRefused
from handlers.mail.connection import Connection
from handlers.mail.message import Letter, build
from handlers.mail.settings import SmtpSettings


class SmtpSender:
    """Call it with a letter; it returns the server's answer. Safe to call from any thread."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._connection = Connection(settings)
        self._turn = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def __call__(self, letter: Letter) -> str:
        """Send. MailRefused, MailDelayed or MailServerDown when the letter did not go."""
        if not self._settings.allows(letter.address):
            domain = letter.address.rpartition("@")[2]
            raise MailRefused(f"Letters may not go to addresses at {domain}: it is not allowed.")
        settings = self._settings
        message = build(letter, sender=settings.sender, sender_name=settings.sender_name)
        with self._turn:
            sending = self._connection.send(message, letter.address)
            return asyncio.run_coroutine_threadsafe(sending, self._running()).result()

    def close(self) -> None:
        """Close the connection and end the thread; a later letter starts them again."""
        with self._turn:
            if self._loop is None or self._thread is None:
                return
            asyncio.run_coroutine_threadsafe(self._connection.close(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            self._loop = self._thread = None

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=self._loop.run_forever, name="mail", daemon=True)
            self._thread.start()
        return self._loop
