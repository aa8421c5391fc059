"""A process that people may start, with its form, as its page needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from engine import queries
from engine.deployments import Deployed
from engine.tables import OfferedStart, StartDraft
from forms import Bound, Form, bind
from forms.words import Posted
from web.inbox.deployed import decider, evaluator
from web.parts import Parts

LONGEST = 200


@dataclass(frozen=True)
class Opened:
    """The start, and the form that goes with it, if one does. `submission` is the id to send."""

    row: OfferedStart
    form: Form | None
    submission: UUID
    here: Parts
    used: Deployed
    draft: StartDraft | None

    def bound(
        self, posted: Posted | None = None, given: Mapping[str, str] | None = None
    ) -> Bound | None:
        """The form's page, with what was posted, `given` by a link or kept before; None without."""
        if self.form is None:
            return None
        return bind(
            self.form.sections[0],
            context={},
            saved={**(self.draft.words if self.draft else {}), **self._prefilled(given or {})},
            posted=posted,
            evaluate=evaluator(self.here, self.used),
            decide=decider(self.here, self.used),
        )

    def _prefilled(self, given: Mapping[str, str]) -> dict[str, object]:
        assert self.form is not None
        return {
            component.key: given[name][:LONGEST]
            for component in self.form.sections[0].walk()
            if component.key and (name := component.properties.get("prefill", "")) in given
        }


def open_start(here: Parts, process_key: str, person: str) -> Opened:
    """Load it as it is offered to this person now. NotFound when it is offered to nobody."""
    with here.database.read() as db:
        takes = here.engine.takes_for(db, person)
        row = queries.offered_start(db, here.tenant, process_key, takes)
        draft = queries.start_draft(db, here.tenant, process_key, person)
    used = here.engine.deployed(row.deployment_id)
    return Opened(row, used.forms.get(row.form or ""), uuid4(), here, used, draft)
