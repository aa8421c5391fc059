"""What a setting may be. Each rule refuses in one sentence that names the setting."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from engine.errors import PlumblineError
from web.settings import BY_NAME, SETTINGS

PREFIX = "PLUMBLINE_"
YES, NO = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}
HIGHEST_PORT = 65_535
Values = Mapping[str, str]


class ConfigurationRefused(PlumblineError):
    """A setting cannot be used; the message names it, says why and what to do."""


def check(values: Values) -> None:
    """Raise ConfigurationRefused at the first setting that cannot be used."""
    for name in values:
        _refuse(name not in BY_NAME, f"{PREFIX}{name} is not a setting. See `plumbline config`.")
    for setting in SETTINGS:
        wrong = bool(setting.choices) and values[setting.name].lower() not in setting.choices
        _refuse(wrong, f"{PREFIX}{setting.name} must be one of {', '.join(setting.choices)}.")
    for rule in (_numbers, _ports, _demo, _address, _database, _tenant, _mail, _provider):
        rule(values)


def _numbers(values: Values) -> None:
    for name in (s.name for s in SETTINGS if s.number):
        good = re.fullmatch(r"[0-9]{1,9}", values[name]) is not None and int(values[name]) > 0
        sentence = f"must be a whole number, one or more, not “{values[name]}”."
        _refuse(not good, f"{PREFIX}{name} {sentence}")


def _ports(values: Values) -> None:
    _, colon, port = values["LISTEN"].rpartition(":")
    _refuse(not colon or not _is_port(port), "PLUMBLINE_LISTEN must be host:port.")
    _refuse(not _is_port(values["SMTP_PORT"]), "PLUMBLINE_SMTP_PORT must be a port.")


def _is_port(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,5}", text) is not None and int(text) <= HIGHEST_PORT


def _demo(values: Values) -> None:
    demo = values["DEMO"].lower()
    _refuse(demo not in YES | NO, "PLUMBLINE_DEMO must be yes or no.")
    _refuse(
        demo in YES and bool(values["SMTP_HOST"]),
        "PLUMBLINE_DEMO is on, and PLUMBLINE_SMTP_HOST names a real mail server. In a demo anyone "
        "may sign in as anyone, so it must not send real mail. Switch one of the two off.",
    )


def _address(values: Values) -> None:
    parts = urlsplit(values["ADDRESS"])
    good = parts.scheme in {"http", "https"} and bool(parts.netloc)
    _refuse(not good, "PLUMBLINE_ADDRESS must begin with https:// or http:// and name a host.")


def _database(values: Values) -> None:
    sentence = (
        "PLUMBLINE_DATABASE must begin with sqlite:////, and name a file, or with postgresql://."
    )
    try:
        url = make_url(values["DATABASE"] or "sqlite:///file")
    except (ArgumentError, ValueError):
        raise ConfigurationRefused(sentence) from None
    kind, file = url.get_backend_name(), url.database or ""
    _refuse(kind not in {"sqlite", "postgresql"}, sentence)
    _refuse(kind == "sqlite" and file in {"", ":memory:"}, sentence)


def _tenant(values: Values) -> None:
    good = re.fullmatch(r"[a-z0-9_-]{1,40}", values["TENANT"])
    _refuse(not good, "PLUMBLINE_TENANT must be 1 to 40 small letters, digits, - and _.")


def _mail(values: Values) -> None:
    good = re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", values["MAIL_FROM"])
    _refuse(not good, "PLUMBLINE_MAIL_FROM must be one e-mail address.")
    file = values["SMTP_AUTHORITIES"]
    _refuse(
        bool(file) and not Path(file).is_file(),
        f"PLUMBLINE_SMTP_AUTHORITIES: there is no file {file}.",
    )


def _provider(values: Values) -> None:
    local = values["LOCAL_ACCOUNTS"].lower()
    _refuse(local not in YES | NO, "PLUMBLINE_LOCAL_ACCOUNTS must be yes or no.")
    if not values["SSO_ISSUER"]:
        sentence = "PLUMBLINE_LOCAL_ACCOUNTS is off and PLUMBLINE_SSO_ISSUER is empty: nobody could"
        demo = values["DEMO"].lower() in YES
        _refuse(local in NO and not demo, f"{sentence} sign in. Set one of the two.")
        return
    parts = urlsplit(values["SSO_ISSUER"])
    safe = parts.scheme == "https" or parts.hostname in {"127.0.0.1", "localhost"}
    _refuse(not safe or not parts.netloc, "PLUMBLINE_SSO_ISSUER must begin with https://.")
    for name in ("SSO_CLIENT_ID", "SSO_CLIENT_SECRET"):
        _refuse(not values[name], f"PLUMBLINE_{name} is needed with PLUMBLINE_SSO_ISSUER.")
    asked = values["SSO_SCOPES"].split()
    _refuse("openid" not in asked, "PLUMBLINE_SSO_SCOPES must have openid among its words.")


def _refuse(wrong: bool, sentence: str) -> None:
    if wrong:
        raise ConfigurationRefused(sentence)
