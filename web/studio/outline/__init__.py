"""A change's diagram as text that can be edited. See README.md."""
