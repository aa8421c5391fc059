"""Approval, deployment and the history of versions."""
