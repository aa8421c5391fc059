"""What an installation decides for the handlers, given once by the wiring."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Delivery = Literal["attached", "links"]


def _any_seed() -> int:
    return secrets.randbelow(2**31)


@dataclass(frozen=True)
class Settings:
    """How letters leave this installation.

    `address` is the public address of the site, for links. `delivery` "links" sends no PDF to
    anyone, council-wide. A PDF is attached only to an address in `allowed_domains` and only when
    `tls_verified` says that the mail server's certificate is checked, or in the demo, where the
    letters never leave the house (policy A38). With `prints` false documents are kept and counted,
    and nothing is on them. `choose_seed` gives the seed of a draw for which nobody gave one.
    """

    address: str = "http://localhost:8000"
    delivery: Delivery = "attached"
    allowed_domains: frozenset[str] = frozenset({"example.org"})
    tls_verified: bool = False
    demo: bool = False
    sender_domain: str = "example.org"
    prints: bool = True
    choose_seed: Callable[[], int] = _any_seed

    def link(self, path: str) -> str:
        """An absolute address on this site. It leads to a sign-in and carries no authority."""
        return f"{self.address.rstrip('/')}/{path.lstrip('/')}"

    def allows(self, address: str) -> bool:
        """Whether mail may go to this address at all: its domain is on the allow-list."""
        return address.rpartition("@")[2].lower() in self.allowed_domains

    def attaches_to(self, address: str) -> bool:
        """Whether a PDF may be attached to a letter to this address."""
        private = self.demo or self.tls_verified
        return self.delivery == "attached" and private and self.allows(address)
