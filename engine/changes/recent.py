"""The bundles of changes that were used last, so that a page does not read them again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from sqlalchemy.orm import Session

from engine.bundle import Bundle
from engine.changes import contents
from engine.tables import Change

MOST_KEPT = 12


class Recent:
    """Bundles by deployment or digest: neither ever means another content. Safe to share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Bundle] = OrderedDict()

    def base(self, session: Session, row: Change) -> Bundle:
        """The bundle the change was begun from."""
        return self._of(f"{row.base_id}", lambda: contents.base_of(session, row))

    def bundle(self, session: Session, row: Change) -> Bundle:
        """The bundle the change makes now."""

        def now() -> Bundle:
            return contents.now(session, row, self.base(session, row))

        # Somebody may save between the row and its files: what is read then is of another digest.
        return self._of(row.digest, now, lambda found: found.digest == row.digest)

    def _of(
        self,
        key: str,
        read: Callable[[], Bundle],
        fits: Callable[[Bundle], bool] = lambda found: True,
    ) -> Bundle:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = read()
        return self._keep(key, found) if fits(found) else found

    def _keep(self, key: str, bundle: Bundle) -> Bundle:
        with self._lock:
            self._known[key] = bundle
            while len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)
        return bundle
