"""What an installation needs that is no demonstration, said before it serves anybody."""

from __future__ import annotations

from urllib.parse import urlsplit

from web.configuration import Config, ConfigurationRefused
from web.settings import BY_NAME

SHORTEST_SECRET = 16
HERE = {"localhost", "127.0.0.1", "::1"}


def must_be_ready(config: Config) -> None:
    """Raise ConfigurationRefused where letters could not leave or sign-ins could be read."""
    if config.demo:
        return
    for wrong, sentence in (_letters(config), _sender(config), _address(config), _secret(config)):
        if wrong:
            raise ConfigurationRefused(sentence)


def _letters(config: Config) -> tuple[bool, str]:
    return not config.text("SMTP_HOST"), (
        "PLUMBLINE_SMTP_HOST is not set, so letters could not be sent. "
        "Name the mail server, or use --demo to keep letters in the mailbox."
    )


def _sender(config: Config) -> tuple[bool, str]:
    return config.text("MAIL_FROM") == BY_NAME["MAIL_FROM"].default, (
        "PLUMBLINE_MAIL_FROM is not set. Name the address that letters come from."
    )


def _address(config: Config) -> tuple[bool, str]:
    host = urlsplit(config.address).hostname
    return not config.secure and host not in HERE, (
        f"PLUMBLINE_ADDRESS is {config.address}: without https, sign-ins could be read on the way. "
        "Put a server with TLS in front, and give its address."
    )


def _secret(config: Config) -> tuple[bool, str]:
    return 0 < len(config.text("SECRET")) < SHORTEST_SECRET, (
        f"PLUMBLINE_SECRET is shorter than {SHORTEST_SECRET} characters. "
        "Leave it empty to use the one `plumbline init` makes."
    )
