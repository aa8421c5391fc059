"""Roles that the deployed bundles name: who may do what is theirs to say, not the program's."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import g

from engine import queries
from engine.errors import BundleRefused
from web.parts import parts


def roles_named(setting: str) -> list[str]:
    """The roles in a setting (a list) of the bundles in force, in their order; read once per
    request. Empty when none of them has it."""
    given = [bundle.get(setting) for bundle in _parameters()]
    return list(dict.fromkeys(role for roles in given if isinstance(roles, list) for role in roles))


def _parameters() -> list[Mapping[str, object]]:
    """Those of each bundle in force, found once per request."""
    if "parameters_in_force" not in g:
        here = parts()
        with here.database.read() as db:
            ids = [row.id for row in queries.active_deployments(db, here.tenant)]
        g.parameters_in_force = [found for one in ids if (found := _of(one)) is not None]
    known: list[Mapping[str, object]] = g.parameters_in_force
    return known


def _of(deployment_id: UUID) -> Mapping[str, object] | None:
    """Of a version that this release cannot read any more, none: it names nobody."""
    try:
        return parts().engine.deployed(deployment_id).parameters
    except BundleRefused:
        return None
