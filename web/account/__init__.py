"""Accounts, signing in and out, and the words kept for somebody whose sign-in ran out."""
