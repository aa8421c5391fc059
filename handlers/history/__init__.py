"""Invented months that are over: concluded audits, so that reports have something to say."""

from handlers.history.generate import Past, generate

__all__ = ["Past", "generate"]
