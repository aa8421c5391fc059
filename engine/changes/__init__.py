"""Changes: drafts of a bundle's next version, which many people may work on. See README.md."""

from engine.changes.catching_up import Behind
from engine.changes.desk import Changes
from engine.changes.model import (
    ChangeConflict,
    ChangeRefused,
    ChangeView,
    Edit,
    FileView,
    HeldByAnother,
    Hold,
    SeveralRefused,
)

__all__ = [
    "Behind",
    "ChangeConflict",
    "ChangeRefused",
    "ChangeView",
    "Changes",
    "Edit",
    "FileView",
    "HeldByAnother",
    "Hold",
    "SeveralRefused",
]
