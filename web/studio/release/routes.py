"""The blueprint of approvals, deployments and versions."""

from __future__ import annotations

from flask import Blueprint

from web.studio.release import approval, deploying, drawing, versions, versions_acted

blueprint = Blueprint("studio_release", __name__)
for part in (approval, deploying, drawing, versions, versions_acted):
    part.add_to(blueprint)
