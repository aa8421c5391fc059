"""Roles that the deployed bundles name: who may do what is theirs to say, not the program's."""

from __future__ import annotations

from flask import g

from engine import queries
from web.parts import parts


def roles_named(setting: str) -> list[str]:
    """The roles in a setting (a list) of the bundles in force, in their order; read once per
    request. Empty when none of them has it."""
    known: dict[str, list[str]] = g.setdefault("roles_named", {})
    if setting not in known:
        known[setting] = _named(setting)
    return known[setting]


def _named(setting: str) -> list[str]:
    here = parts()
    with here.database.read() as db:
        ids = [row.id for row in queries.active_deployments(db, here.tenant)]
    given = [here.engine.deployed(one).parameters.get(setting) or [] for one in ids]
    return list(dict.fromkeys(role for roles in given if isinstance(roles, list) for role in roles))
