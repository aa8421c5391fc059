"""The list of process instances."""
