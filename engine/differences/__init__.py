"""What changes from one version of a bundle to another, in sentences. See README.md."""

from engine.differences.audience import ORDER, Audience, Group, Kind, by_audience
from engine.differences.compare import differences
from engine.differences.felt import Felt
from engine.differences.model import Difference, Version, version_of
from engine.differences.uses import Spot

__all__ = [
    "ORDER",
    "Audience",
    "Difference",
    "Felt",
    "Group",
    "Kind",
    "Spot",
    "Version",
    "by_audience",
    "differences",
    "version_of",
]
