"""A bundle with its forms and tables read, though it is not deployed."""

from __future__ import annotations

from uuid import UUID

from engine.bundle import Bundle
from engine.deployments import Deployed, prepare
from engine.kept import Kept

NOWHERE = UUID(int=0)


def ready(bundle: Bundle) -> Deployed:
    """What a play needs of a bundle, read once for the same content. Raises BundleRefused."""
    return _READ.of(bundle)


# Reading takes a while, and every story about a bundle needs it.
_READ: Kept[Deployed] = Kept(lambda bundle: prepare(NOWHERE, bundle), 4)
