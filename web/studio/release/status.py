"""How far the approval and the deployment of a change are, for its task list."""

from __future__ import annotations

from engine.changes import ChangeView
from web.parts import parts
from web.studio.steps import Status

ANSWERED = {"approved": ("Approved", "green"), "sent_back": ("Sent back", "orange")}


def approval_status(change: ChangeView) -> Status:
    """Whether somebody else was asked, and what they said."""
    found = parts().releases.approval(change.id)
    if found is None:
        return Status("Not asked for")
    if found.state != "open":
        return Status(*ANSWERED.get(found.state, ("Holds no more", "yellow")))
    done = f"Emergency: {len(found.approved)} of {found.needed}"
    return Status(done if found.emergency else "Waiting for somebody", "blue")


def deploy_status(change: ChangeView) -> Status:
    """Whether it can be deployed."""
    if change.state == "deployed":
        return Status("Deployed", "green")
    found = parts().releases.approval(change.id)
    ready = found is not None and found.stands
    return Status("Can be deployed", "blue") if ready else Status("Cannot start yet", "grey")
