"""The published list of a month, and its draw."""
