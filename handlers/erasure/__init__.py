"""Erasing a child or somebody who has left, and the proof that nothing names them any more."""
