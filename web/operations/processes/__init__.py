"""Processes as they run: where instances are, how long each element takes, where they are late."""
