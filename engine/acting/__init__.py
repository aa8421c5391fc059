"""What an administrator may do to an instance as it stands, and doing it. See README.md."""

from engine.acting.acts import ACTS, Act, Kind
from engine.acting.perform import perform
from engine.acting.places import Place, Standing, stands

__all__ = ["ACTS", "Act", "Kind", "Place", "Standing", "perform", "stands"]
