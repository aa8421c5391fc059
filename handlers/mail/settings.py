"""How to reach the mail server."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import Literal

import aiosmtplib

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True)
class SmtpSettings:
    """The council's mail server. ValueError when it would send letters unencrypted.

    `security` "starttls" or "tls" is always verified against the system's certificates, or those
    in the file `authorities`. "none" is for a server on this very machine only.
    """

    host: str
    port: int
    sender: str
    sender_name: str = "Case audits"
    security: Security = "starttls"
    username: str = ""
    password: str = ""
    authorities: str = ""
    allowed_domains: frozenset[str] = frozenset()
    timeout: float = 30

    def __post_init__(self) -> None:
        if self.security == "none" and self.host not in ("localhost", "127.0.0.1", "::1"):
            raise ValueError(f"Mail to {self.host} must be encrypted: choose starttls or tls.")
        if not self.allowed_domains:
            raise ValueError("Name at least one domain that letters may go to.")

    @property
    def verified(self) -> bool:
        """Whether the connection is encrypted and the server's certificate checked."""
        return self.security != "none"

    def context(self) -> ssl.SSLContext:
        """TLS 1.2 or newer, with the certificate and its name verified."""
        made = ssl.create_default_context(cafile=self.authorities or None)
        made.minimum_version = ssl.TLSVersion.TLSv1_2
        return made

    def client(self) -> aiosmtplib.SMTP:
        """A connection to this server that is not open yet."""
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username or None,
            password=self.password or None,
            use_tls=self.security == "tls",
            start_tls=self.security == "starttls",
            tls_context=self.context() if self.verified else None,
            timeout=self.timeout,
        )

    def allows(self, address: str) -> bool:
        """Whether the address's domain is on the list."""
        return address.rpartition("@")[2].lower() in self.allowed_domains
