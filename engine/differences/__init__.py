"""What changes from one version of a bundle to another, in sentences. See README.md."""

from engine.differences.compare import differences
from engine.differences.model import Difference

__all__ = ["Difference", "differences"]
