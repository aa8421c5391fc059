"""Simulations in the browser: begun, watched, cancelled, kept."""
