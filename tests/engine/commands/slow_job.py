"""A diagram with a slow handler that may first fail, for stories about its job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.registry import handler
from engine.services import Services
from tests.diagrams import bundle, chain, diagram, end, service, start, user
from tests.world import World

SLOW = diagram(
    "slow",
    start(),
    service("render", "documents.render", "made", stage="stage"),
    user("look", assignee='"maya"', context="{ pages: made.pages }"),
    end(),
    chain("begin", "render", "look", "done"),
)


def renderer(*failures: Exception) -> Any:
    """A handler of mode "job" that first fails in these ways."""
    left = list(failures)

    @handler("documents.render", outputs=("pages",), mode="job")
    def render(services: Services, *, stage: int) -> dict[str, object]:
        """Make a document."""
        if left:
            raise left.pop(0)
        services.store_document("form.pdf", "application/pdf", b"%PDF")
        return {"pages": stage + 1}

    return render


def slow(world: Callable[..., World], *failures: Exception) -> World:
    """A world in which an instance waits for its slow handler."""
    told = world(renderer(*failures))
    told.deploy(bundle(SLOW))
    told.start("slow", stage=1)
    return told
