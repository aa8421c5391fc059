"""The blueprint of the outline, to which its pages add themselves."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("studio_outline", __name__)
AT = "/studio/changes/<uuid:change_id>"
