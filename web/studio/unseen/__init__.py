"""What a drawing editor does not understand, and whether it is still there when it saves."""

from __future__ import annotations

from engine.spiff import Unreadable
from web.studio.unseen import questions, xml

MOST_TOLD = 20


def dropped(path: str, before: bytes, after: bytes) -> list[str]:
    """What the editor did not understand and did not keep, as sentences; [] for nothing.

    What went with the element it belonged to is not told: that was deleted on purpose. Of a file
    that cannot be read nothing can be told: whoever writes it says so.
    """
    compare = questions.dropped if path.endswith(".form") else xml.dropped
    if not path.endswith((".bpmn", ".dmn", ".form")) or _unsafe(path, before, after):
        return []
    try:
        return compare(before, after)[:MOST_TOLD]
    except (Unreadable, ValueError):
        return []


def _unsafe(path: str, before: bytes, after: bytes) -> bool:
    # Loaded when somebody draws: a server that only runs what it has needs no rules.
    from engine.checks.safety import unsafe

    return bool(unsafe({f"before/{path}": before, f"after/{path}": after}))
