"""What a change would mean for each running instance, before it is deployed. See README.md."""

from engine.impact.assessing import assess
from engine.impact.keeping import keep, kept
from engine.impact.model import (
    Counts,
    ImpactReport,
    InstanceImpact,
    KeptDate,
    Verdict,
)

__all__ = [
    "Counts",
    "ImpactReport",
    "InstanceImpact",
    "KeptDate",
    "Verdict",
    "assess",
    "keep",
    "kept",
]
