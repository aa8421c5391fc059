"""What an installation may decide, read from PLUMBLINE_* and refused in one sentence when wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from web.configuration_checks import PREFIX, YES, ConfigurationRefused, check
from web.settings import SETTINGS

__all__ = ["PREFIX", "Config", "ConfigurationRefused"]


@dataclass(frozen=True)
class Config:
    """The settings of one installation, checked. `values` holds the text of each by its name."""

    values: Mapping[str, str]

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, /, **over: str) -> Config:
        """Read PLUMBLINE_*; `over` wins. Raises ConfigurationRefused."""
        given = {k[len(PREFIX) :]: v for k, v in _environ(environ).items() if k.startswith(PREFIX)}
        config = cls({s.name: s.default for s in SETTINGS} | given | over)
        check({name: config.text(name) for name in config.values})
        return config

    def text(self, name: str) -> str:
        """The setting as it was written. Raises KeyError for one that is not in SETTINGS."""
        return self.values[name].strip()

    def switch(self, name: str) -> bool:
        """The setting as on or off."""
        return self.text(name).lower() in YES

    def number(self, name: str) -> int:
        """The setting as a whole number."""
        return int(self.text(name))

    @property
    def data(self) -> Path:
        """The folder that holds the secret, the lock and, with SQLite, the database."""
        return Path(self.text("DATA")).absolute()

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.text("DATABASE") or f"sqlite:///{self.data / 'plumbline.db'}"

    @property
    def demo(self) -> bool:
        """Whether invented people may be signed in as, and letters stay in the mailbox."""
        return self.switch("DEMO")

    @property
    def local_accounts(self) -> bool:
        """Whether people may sign in by a name and a password."""
        return self.switch("LOCAL_ACCOUNTS")

    @property
    def issuer(self) -> str:
        """The name of the provider of single sign-on, exactly as it calls itself; "" for none."""
        return self.text("SSO_ISSUER")

    @property
    def single_sign_on(self) -> bool:
        """Whether people sign in with an account of a provider."""
        return bool(self.issuer)

    @property
    def provider_name(self) -> str:
        """What people know the provider's accounts as; "" without single sign-on."""
        return self.text("SSO_NAME") if self.single_sign_on else ""

    @property
    def address(self) -> str:
        """Where people reach the service, without a final slash: how links in letters begin."""
        return self.text("ADDRESS").rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether people reach the service by HTTPS, so that cookies may insist on it."""
        return self.address.startswith("https://")

    @property
    def listen(self) -> tuple[str, int]:
        """The host and port the server listens on."""
        host, _, port = self.text("LISTEN").rpartition(":")
        return host, int(port)

    @property
    def alerted(self) -> tuple[str, ...]:
        """The roles whose holders are told when something stands still."""
        return tuple(role for role in self.text("ALERTS").replace(",", " ").split())

    @property
    def allowed_domains(self) -> frozenset[str]:
        """Mail domains a form may be attached for; to any other a link is sent."""
        names = self.text("ALLOWED_DOMAINS").lower().split(",")
        return frozenset(n.strip() for n in names if n.strip())

    @property
    def secret(self) -> str:
        """The key that signs cookies. Raises ConfigurationRefused when none was ever made."""
        path = self.data / "secret"
        if self.text("SECRET"):
            return self.text("SECRET")
        if not path.is_file():
            raise ConfigurationRefused(
                "There is no secret to sign with. Run `plumbline init`, or set PLUMBLINE_SECRET."
            )
        return path.read_text().strip()


def _environ(given: Mapping[str, str] | None) -> Mapping[str, str]:
    return os.environ if given is None else given
