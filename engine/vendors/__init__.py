"""Settings of other tools in a diagram: what they ask for, and what says the same here."""

from engine.vendors.finding import Setting, settings
from engine.vendors.judging import judge
from engine.vendors.placing import take_out
from engine.vendors.verdicts import Verdict

__all__ = ["Setting", "Verdict", "judge", "settings", "take_out"]
