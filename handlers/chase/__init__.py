"""Halfway through a month: who has not submitted, who is told, and what their managers say."""
