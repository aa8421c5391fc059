"""Absences that were reported, and the months from which people are excused."""
