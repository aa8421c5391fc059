"""Copies of the completed form: to whom, by which rule, and the record of it."""
