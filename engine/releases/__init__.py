"""Releases: approved by others, rolled out, gone back on, and told afterwards. See README.md."""

from engine.releases.comparing import Comparison, Side
from engine.releases.desk import Releases
from engine.releases.model import (
    AT_ONCE,
    CARRIED_KINDS,
    ApprovalView,
    Part,
    Progress,
    ReleaseRefused,
    ReleaseView,
    Roll,
    Sentence,
)

__all__ = [
    "AT_ONCE",
    "CARRIED_KINDS",
    "ApprovalView",
    "Comparison",
    "Part",
    "Progress",
    "ReleaseRefused",
    "ReleaseView",
    "Releases",
    "Roll",
    "Sentence",
    "Side",
]
