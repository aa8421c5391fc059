"""What can be read of releases: versions, how far they are, and how they compare."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from engine.bundle import Bundle
from engine.cohorts import rollout_of
from engine.context import Context
from engine.releases import carrying, comparing, versions
from engine.releases.model import Progress, ReleaseView
from engine.tables import Release


class Reading:
    """The history of versions. NotFound for what there is not."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def progress(self, deployment_id: UUID) -> Progress:
        """How far instances have been carried over to a version."""
        with self._context.database.read() as session:
            return carrying.progress(session, self._context.tenant, deployment_id)

    def versions(self, bundle_key: str) -> list[ReleaseView]:
        """Every version of a bundle with its story, the latest first."""
        with self._context.database.read() as session:
            return versions.all_of(session, self._context.tenant, bundle_key)

    def version(self, bundle_key: str, version: int) -> ReleaseView:
        """One of them."""
        with self._context.database.read() as session:
            return versions.one(session, self._context.tenant, bundle_key, version)

    def groups(self, bundle: Bundle) -> Sequence[str]:
        """The groups that may have a version of this bundle first; none when it names none."""
        grouping = self._context.registry.groupings.get(rollout_of(bundle).groups)
        if grouping is None:
            return ()
        with self._context.database.read() as session:
            return grouping.values(session, self._context.tenant)

    def compare(self, release_id: UUID) -> list[comparing.Comparison]:
        """A version on trial beside the one in force, in the groups that have it."""
        with self._context.database.read() as session:
            release = session.get_one(Release, (self._context.tenant, release_id))
            new = self._context.deployments.get(session, release.deployment_id)
            return comparing.compare(session, release, rollout_of(new.bundle).enough)
