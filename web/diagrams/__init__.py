"""Diagrams as pictures and as numbered steps that say the same."""
