"""One kept connection to the mail server, opened again when it is old or gone."""

from __future__ import annotations

import asyncio
import ssl
import time
from email.message import EmailMessage

import aiosmtplib

from engine.errors import MailServerDown
from handlers.mail import answers
from handlers.mail.settings import SmtpSettings

LETTERS_PER_CONNECTION = 100
SECONDS_PER_CONNECTION = 30


class Connection:
    """Sends messages one after the other. Not for use from two tasks at once."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._client: aiosmtplib.SMTP | None = None
        self._opened = 0.0
        self._sent = 0

    async def send(self, message: EmailMessage, recipient: str) -> str:
        """The server's answer. MailDelayed, MailRefused or MailServerDown when it says no."""
        client = await self._ready()
        try:
            _, answer = await client.sendmail(
                self._settings.sender,
                recipient,
                message.as_bytes(),
                mail_options=("BODY=8BITMIME",),
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            await self.close()
            raise answers.about_letter(error) from error
        self._sent += 1
        return answer

    async def close(self) -> None:
        """End the connection, if there is one."""
        client, self._client = self._client, None
        if client is not None:
            await end(client)

    async def _ready(self) -> aiosmtplib.SMTP:
        if self._client is not None and not await self._usable(self._client):
            await self.close()
        if self._client is None:
            self._client = await self._open()
            self._opened, self._sent = time.monotonic(), 0
        return self._client

    async def _usable(self, client: aiosmtplib.SMTP) -> bool:
        old = time.monotonic() - self._opened > SECONDS_PER_CONNECTION
        if old or self._sent >= LETTERS_PER_CONNECTION:
            return False
        try:
            await client.noop()
        except (aiosmtplib.SMTPException, OSError):
            return False
        return True

    async def _open(self) -> aiosmtplib.SMTP:
        client = self._settings.client()
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError, ssl.SSLError) as error:
            await end(client)
            raise MailServerDown(answers.about_server(error)) from error
        return client


async def end(client: aiosmtplib.SMTP) -> None:
    """Close a connection at once, whatever state it is in."""
    # Every letter has its answer by now: there is no need to wait for the other side's farewell.
    transport = client.transport
    client.close()
    if isinstance(transport, asyncio.WriteTransport):
        transport.abort()
    await asyncio.sleep(0)
