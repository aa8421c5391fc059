"""Requests for what is held about somebody: for Information Governance alone."""
