"""What a program may be allowed to ask for. A scope narrows; the right is decided as ever."""

from __future__ import annotations

from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "inbox": "Read and do the user tasks of the person it acts for.",
    "operations.read": "See what runs: instances, incidents, jobs, letters, deployments.",
    "operations.act": "Put right what runs: every operation by hand, retries, starts, messages.",
    "access.read": "See who works here with which roles.",
    "access.manage": "Give roles to people and end them.",
    "retention.read": "See how long records are kept, legal holds and erasures.",
    "retention.act": "Place and lift legal holds; erase a child or somebody who has left.",
    "retention.export": "Take everything that is held about one child or member of staff.",
    "metrics": "Read the figures of /metrics.",
}
