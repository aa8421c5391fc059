"""`plumbline deploy PATH`: from now on new instances begin with this bundle."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from engine.errors import BundleRefused
from engine.model import Deployment
from web.cli.bundles import bundle_at
from web.cli.installation import SYSTEM, installation
from web.cli.refusal import as_json, finding_json, show


@click.command()
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--note", default="", help="What has changed, for the history of versions.")
@click.option("--approved", default="", metavar="DIGEST", help="The content that was approved.")
@click.option("--emergency", default="", metavar="REASON", help="Without approval, and marked so.")
@as_json
def deploy(path: Path, note: str, approved: str, emergency: str, as_json: bool) -> None:
    """Deploy the bundle in PATH. Instances that run keep the one they began with.

    A first version needs nothing more, and going back to an earlier one only a note. Any other
    later version was approved in the studio, or is an emergency: that stays marked in its history.
    """
    told = {"note": note, "digest": approved, "emergency": emergency}
    try:
        with installation() as here:
            done = here.releases.deploy_files(bundle_at(path), by=SYSTEM, **told)
    except BundleRefused as refused:
        if not as_json:
            raise
        show({"findings": [finding_json(f) for f in refused.findings]}, True, str)
        raise click.exceptions.Exit(1) from None
    show(asdict(done), as_json, lambda: _text(done))


def _text(done: Deployment) -> str:
    if not done.new:
        return f"{done.key} is deployed already, as version {done.version}. Nothing was changed."
    return f"{done.key} is deployed as version {done.version} ({done.digest[:12]})."
