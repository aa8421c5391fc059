"""A library that lends books, deployed, and a change of it."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from engine.bundle import Bundle
from tests.web.installation import SignIn
from tests.web.studio.conftest import owners
from web.parts import Parts

__all__ = ["owners"]
BORROWING = Path(__file__).parents[3] / "borrowing"


@pytest.fixture
def change(parts: Parts, owners: object) -> UUID:
    """A change of the borrowing that Olive has begun."""
    parts.engine.deploy(Bundle.from_folders(BORROWING), by="boss")
    return parts.changes.begin("borrowing", "Longer loans", by="olive")


@pytest.fixture
def at(change: UUID) -> str:
    """The address of the change."""
    return f"/studio/changes/{change}"


@pytest.fixture
def olive(sign_in: SignIn, change: UUID) -> FlaskClient:
    """Olive at her computer."""
    return sign_in("olive")
