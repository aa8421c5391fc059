"""The blueprint of these pages, and the addresses they share."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("studio_effects", __name__)
AT = "/studio/changes/<uuid:change_id>"
