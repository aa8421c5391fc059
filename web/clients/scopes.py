"""What a program may be allowed to ask for. A scope narrows; the right is decided as ever."""

from __future__ import annotations

from collections.abc import Collection, Mapping

SCOPES: Mapping[str, str] = {
    "inbox": "Read and do the user tasks of the person it acts for.",
    "operations.read": "See what runs: instances, incidents, jobs, letters, deployments.",
    "operations.act": "Put right what runs: every operation by hand, retries, starts, messages.",
    "access.read": "See who works here, with which roles, who signed in, who covers whom.",
    "access.manage": "Give and end roles; add people and let them go; arrange cover.",
    "retention.read": "See how long records are kept, legal holds and erasures.",
    "retention.act": "Place and lift legal holds; erase a child or somebody who has left.",
    "retention.export": "Take everything that is held about one child or member of staff.",
    "metrics": "Read the figures of /metrics.",
}
# With one of these a program reads what people wrote. An administrator does so only by opening it,
# for some minutes, so no administrator gets such a token: it is made on the server itself.
CONTENT = frozenset({"inbox", "retention.export"})
ON_THE_SERVER = (
    "A program that reads what people write is made, and gets its token, on the server: "
    "“plumbline client”. An administrator never holds such a token"
)


def reads_content(scopes: Collection[str]) -> bool:
    """Whether a program with these scopes reads what people wrote."""
    return not CONTENT.isdisjoint(scopes)
