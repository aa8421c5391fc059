"""The reason that every act of an administrator needs. It is kept, so it holds no case content."""

from __future__ import annotations

from flask import request

MISSING = "Enter why"
LONGEST = 500


def given_reason() -> str:
    """The reason as it was sent; empty when there is none."""
    return request.form.get("reason", "").strip()[:LONGEST]
