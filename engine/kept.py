"""What was read from a bundle, kept by the bundle's digest: the same content is read once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from engine.bundle import Bundle

T = TypeVar("T")
MOST_KEPT = 32


class Kept(Generic[T]):
    """The last bundles' readings. `read` may raise; then nothing is kept. Safe to share."""

    def __init__(self, read: Callable[[Bundle], T], most: int = MOST_KEPT) -> None:
        self._read, self._most = read, most
        self._lock = threading.Lock()
        self._known: OrderedDict[str, T] = OrderedDict()

    def of(self, bundle: Bundle) -> T:
        """The reading of this bundle, perhaps of another object with the same content."""
        with self._lock:
            if bundle.digest in self._known:
                self._known.move_to_end(bundle.digest)
                return self._known[bundle.digest]
        return self._keep(bundle.digest, self._read(bundle))

    def known(self, bundle: Bundle) -> T | None:
        """What was read of this content already; None when nothing was."""
        with self._lock:
            return self._known.get(bundle.digest)

    def _keep(self, digest: str, found: T) -> T:
        with self._lock:
            self._known[digest] = found
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return found
