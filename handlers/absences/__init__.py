"""Absences that people report or the extract holds, and whom they excuse from which months."""
