"""An offer with its form, as its page needs it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from engine import queries
from engine.deployments import Deployed
from engine.errors import NotFound
from engine.tables import Offer
from forms import Bound, Form, bind
from forms.words import Posted
from web.inbox.deployed import decider, evaluator
from web.parts import Parts


@dataclass(frozen=True)
class Opened:
    """The offer, and the form that goes with it, if one does."""

    row: Offer
    form: Form | None
    here: Parts
    used: Deployed

    def bound(self, posted: Posted | None = None) -> Bound | None:
        """The form's page, with what was posted; None when there is no form."""
        if self.form is None:
            return None
        return bind(
            self.form.sections[0],
            context={},
            posted=posted,
            evaluate=evaluator(self.here, self.used),
            decide=decider(self.here, self.used),
        )


def open_offer(here: Parts, offer_id: UUID) -> Opened:
    """Load it. NotFound when there is no such offer, or its form was not deployed with it."""
    with here.database.read() as db:
        row = queries.offer(db, here.tenant, offer_id)
    used = here.engine.deployed(row.deployment_id)
    if row.form is not None and row.form not in used.forms:
        raise NotFound(f"The deployment has no form {row.form}.")
    return Opened(row, used.forms[row.form] if row.form else None, here, used)
