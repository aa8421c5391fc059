"""Whole months on the real engine, lived through by invented people. See README.md."""

from handlers.simulation.months import Plan, Progress, SimulationRefused, behaviours, simulate

__all__ = ["Plan", "Progress", "SimulationRefused", "behaviours", "simulate"]
