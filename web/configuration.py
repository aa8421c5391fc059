"""What an installation may decide, read from PLUMBLINE_* and refused in one sentence when wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from web.settings import BY_NAME, SETTINGS

PREFIX = "PLUMBLINE_"
_YES, _NO = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}


class ConfigurationRefused(Exception):
    """A setting cannot be used; the message names it, says why and what to do."""


@dataclass(frozen=True)
class Config:
    """The settings of one installation, checked. `values` holds the text of each by its name."""

    values: Mapping[str, str]

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None, /, **over: str) -> Config:
        """Read PLUMBLINE_*; `over` wins. Raises ConfigurationRefused."""
        given = {k[len(PREFIX) :]: v for k, v in _environ(environ).items() if k.startswith(PREFIX)}
        config = cls({s.name: s.default for s in SETTINGS} | given | over)
        check(config)
        return config

    def text(self, name: str) -> str:
        """The setting as it was written. Raises KeyError for one that is not in SETTINGS."""
        return self.values[name].strip()

    def switch(self, name: str) -> bool:
        """The setting as on or off."""
        return self.text(name).lower() in _YES

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


def check(config: Config) -> None:
    """Raise ConfigurationRefused at the first setting that cannot be used."""
    for name in config.values:
        _refuse(name not in BY_NAME, f"{PREFIX}{name} is not a setting. See `plumbline config`.")
    for setting in SETTINGS:
        value = config.text(setting.name)
        wrong = bool(setting.choices) and value.lower() not in setting.choices
        _refuse(wrong, f"{PREFIX}{setting.name} must be one of {', '.join(setting.choices)}.")
    _check_numbers(config)
    _check_demo(config)
    _check_address(config)


def _check_numbers(config: Config) -> None:
    for name in (s.name for s in SETTINGS if s.number):
        value = config.text(name)
        _refuse(not value.isdigit(), f"{PREFIX}{name} must be a whole number, not “{value}”.")
    _, colon, port = config.text("LISTEN").rpartition(":")
    _refuse(not colon or not port.isdigit(), "PLUMBLINE_LISTEN must be host:port.")


def _check_demo(config: Config) -> None:
    demo = config.text("DEMO").lower()
    _refuse(demo not in _YES | _NO, "PLUMBLINE_DEMO must be yes or no.")
    _refuse(
        config.demo and bool(config.text("SMTP_HOST")),
        "PLUMBLINE_DEMO is on, and PLUMBLINE_SMTP_HOST names a real mail server. In a demo anyone "
        "may sign in as anyone, so it must not send real mail. Switch one of the two off.",
    )


def _check_address(config: Config) -> None:
    parts = urlsplit(config.address)
    good = parts.scheme in {"http", "https"} and bool(parts.netloc)
    _refuse(not good, "PLUMBLINE_ADDRESS must begin with https:// or http:// and name a host.")


def _refuse(wrong: bool, sentence: str) -> None:
    if wrong:
        raise ConfigurationRefused(sentence)


def _environ(given: Mapping[str, str] | None) -> Mapping[str, str]:
    return os.environ if given is None else given
