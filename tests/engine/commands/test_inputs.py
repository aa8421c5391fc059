"""What instances are told from outside is kept, so that they can be run again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from engine import tables
from engine.disposal import forget
from engine.registry import handler
from engine.services import Services
from tests.diagrams import bundle, catch, chain, diagram, end, service, start, user
from tests.world import World


@handler("test/weigh", outputs=("grams",), mode="job")
def weigh(services: Services, *, what: str) -> Mapping[str, object]:
    """Weighs something."""
    return {"grams": 12}


PARCEL = diagram(
    "parcel",
    start(),
    user("pack", assignee='"maya"', results="{ size: answers.size }"),
    service("weigh", "test/weigh", result="weight", what="size"),
    catch("fetched", "fetched", '"p"'),
    end(),
    chain("begin", "pack", "weigh", "fetched", "done"),
    messages=("fetched",),
)


def told(world: World) -> list[tuple[str, str, Any]]:
    rows = sorted(world.rows(tables.InstanceInput), key=lambda row: row.version)
    return [(e["kind"], e["element_id"], e["values"]) for row in rows for e in row.entries]


def test_every_input_is_kept_in_order_and_no_answer(world: Callable[..., World]) -> None:
    here = world(weigh)
    here.deploy(bundle(PARCEL))
    instance = here.start("parcel", day=date(2026, 12, 1))
    here.submit("pack", size="small", note="For my aunt")
    here.work()
    here.engine.correlate("fetched", "p", {"by": "post"}, by="system")
    assert told(here) == [
        ("start", "", {"day": date(2026, 12, 1)}),
        ("user_task", "pack", {"size": "small"}),
        ("service", "weigh", {"grams": 12}),
        ("message", "fetched", {"by": "post"}),
    ]
    assert "aunt" not in str(told(here))
    with here.database.write() as session:
        forget(session, "main", [instance])
    assert told(here) == []
