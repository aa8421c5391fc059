"""What the deployment would say of a change, worked out once for the same content."""

from __future__ import annotations

from collections.abc import Sequence

from engine.bundle import MANIFEST, Bundle
from engine.context import Context
from engine.errors import BundleRefused
from engine.kept import Kept
from engine.model import Finding

RULE = "manifest"


class Judge:
    """The deployment's check, and what only a change can get wrong."""

    def __init__(self, context: Context) -> None:
        self._kept = Kept(lambda bundle: tuple(context.check(bundle, context.registry)))

    def findings(self, bundle: Bundle, key: str | None) -> Sequence[Finding]:
        """Every finding, errors first; `key` is what the bundle must be called, None for any."""
        found = self._kept.of(bundle)
        return (
            (_renamed(key), *found) if key is not None and _key(bundle) not in ("", key) else found
        )

    def known(self, bundle: Bundle, key: str | None) -> Sequence[Finding] | None:
        """The same if this content was judged lately; None, at once, if it was not."""
        return None if self._kept.known(bundle) is None else self.findings(bundle, key)


def _key(bundle: Bundle) -> str:
    """The bundle's own word; "" when it cannot be read, which the check says itself."""
    try:
        return bundle.key
    except BundleRefused:
        return ""


def _renamed(key: str) -> Finding:
    sentence = "The key of the bundle is not the one it was begun with."
    return Finding("error", MANIFEST, "", sentence, f'Write key = "{key}".', RULE)
