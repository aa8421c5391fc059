"""Importing the extract in the browser."""
