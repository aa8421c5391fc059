"""What a simulation came to, counted from its database: the same for the same seed."""

from handlers.simulation.figures.all import Figures, figures

__all__ = ["Figures", "figures"]
