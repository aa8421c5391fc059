"""Changing the files of a bundle without losing what an editor does not know. See README.md."""
