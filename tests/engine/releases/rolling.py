"""Rolling a version out, and what a new instance opens then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from engine import tables
from engine.bundle import Bundle
from engine.releases import Roll
from tests.diagrams import bundle, chain, diagram, end, user
from tests.engine.releases.studio import ROLLOUT, Studio
from tests.world import NOON

NORTH = Roll("groups", groups=("north",))


def deployed(told: Studio, content: Bundle, roll: Roll) -> UUID:
    """A change to this content, approved and rolled out like this; the release."""
    made = told.releases.deploy(told.approved(content), by="ann", note="As agreed", roll=roll)
    return UUID(str(told.row(tables.Release, deployment_id=made.id).id))


def opened_by(told: Studio, **variables: Any) -> str:
    """The one user task that a new instance opens."""
    before = {row.id for row in told.open()}
    told.start("letter", **variables)
    [row] = [row for row in told.open() if row.id not in before]
    return str(row.element_id)


def clockwork(step: str, every: str) -> Bundle:
    """A process that begins by the clock."""
    timer = f"<timerEventDefinition><timeCycle>{every}</timeCycle></timerEventDefinition>"
    drawn = diagram(
        "letter",
        f'<startEvent id="begin">{timer}</startEvent>',
        user(step, assignee='"maya"'),
        end(),
        chain("begin", step, "done"),
    )
    files = dict(bundle(drawn, key="letters").files)
    files["bundle.toml"] += ROLLOUT.encode()
    return Bundle(files)


def from_in(**span: float) -> Roll:
    """From so much later."""
    return Roll("from", NOON + timedelta(**span))
