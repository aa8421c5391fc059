"""Recommended actions: whose they are, when they are due, and whether they were done."""
