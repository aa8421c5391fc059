"""Which roles a provider's values give: a file of the installation, checked when it starts.

[[roles]]
value = "Case audit administrators"
role = "admin"
scope = ""        # all of the council, or the name of a team, a district or an area
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handlers.directory.roles import ROLES
from web.configuration_checks import ConfigurationRefused

NAME = "PLUMBLINE_SSO_ROLES"
Role = tuple[str, str]


@dataclass(frozen=True)
class Mapped:
    """`rows` are (value, role, scope)."""

    rows: tuple[tuple[str, str, str], ...] = ()

    def roles(self, values: Collection[str]) -> frozenset[Role]:
        """The (role, scope) that somebody with these values has."""
        return frozenset((role, scope) for value, role, scope in self.rows if value in values)


def read(file: str) -> Mapped:
    """The mapping of a file; "" gives no roles. Raises ConfigurationRefused naming the row."""
    if not file:
        return Mapped()
    try:
        told = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationRefused(f"{NAME}: {file} cannot be read: {error}.") from None
    rows = told.get("roles", [])
    if not isinstance(rows, list) or set(told) - {"roles"}:
        raise ConfigurationRefused(f"{NAME}: {file} must hold nothing but [[roles]] tables.")
    return Mapped(tuple(_row(file, number, row) for number, row in enumerate(rows, 1)))


def _row(file: str, number: int, row: object) -> tuple[str, str, str]:
    where = f"{NAME}: {file}, [[roles]] number {number}"
    if not isinstance(row, Mapping) or set(row) - {"value", "role", "scope"}:
        raise ConfigurationRefused(f"{where} may have a value, a role and a scope, nothing else.")
    value, role, scope = (_words(row, key) for key in ("value", "role", "scope"))
    if not value:
        raise ConfigurationRefused(f"{where} needs a value: a word the provider gives.")
    if role not in ROLES:
        raise ConfigurationRefused(f"{where}: there is no role “{role}”. See `plumbline config`.")
    return value, role, scope


def _words(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key, "")
    return value.strip() if isinstance(value, str) else ""
