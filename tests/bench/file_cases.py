"""Lists to take away: how long until their first bytes are there, and until the last."""

from __future__ import annotations

import time
from collections.abc import Iterator

import page_addresses
from flask.testing import FlaskClient
from measure import Row

FIRST, TIMES = 100.0, 5
# What is taken away, each with what it is narrowed by.
FILES = (
    ("/operations/instances.csv", ("", "status=active", "text=99", "who=a")),
    ("/operations/letters.csv", ("", "state=kept")),
    ("/operations/jobs.csv", ("", "state=waiting")),
    ("/operations/audit-log.csv", ("",)),
    ("/operations/incidents.csv", ("",)),
    ("/operations/incidents/causes/{cause}/incidents.csv", ("",)),
    ("/operations/batches/{batch_id}/items.csv", ("",)),
    ("/operations/access/sign-ins.csv", ("",)),
    ("/operations/processes/{process_key}/figures.csv", ("",)),
)


def rows(asks: FlaskClient, known: page_addresses.Known, kind: str) -> Iterator[Row]:
    """The time to the first bytes of each file, and to the last of those that are not narrowed.
    A whole one has no limit: it grows with what it holds."""
    for path, narrowed in FILES:
        address = path.format_map(known.ids)
        for words in narrowed:
            asked = f"?{words}" if words else ""
            _first(asks, address + asked)
            high = max(_first(asks, address + asked) for _ in range(TIMES))
            yield Row(f"{kind}: {path}{asked}, first bytes", high, "ms", FIRST)
        began = time.perf_counter()
        lines = asks.get(address).get_data().count(b"\n")
        whole = (time.perf_counter() - began) * 1000
        yield Row(f"{kind}: {path}, all", whole, "ms", note=f"{lines:,} lines")


def _first(asks: FlaskClient, address: str) -> float:
    began = time.perf_counter()
    with asks.get(address) as answer:
        assert answer.status_code == 200, address
        next(iter(answer.iter_encoded()))
        return (time.perf_counter() - began) * 1000
