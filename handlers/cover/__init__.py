"""Absence cover: for some days somebody does another person's user tasks as well."""
