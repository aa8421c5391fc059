"""The form of a user task, from the deployment its instance was begun with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.deployments import Deployed
from engine.errors import NotFound
from engine.tables import UserTask
from forms import Decide, Evaluate, Form
from web.parts import Parts

NOTHING_ASKED = Form("", "", (), single=True)


def form_of(found: Deployed, row: UserTask) -> Form:
    """The form it was deployed with, or one without questions for a manual task, which has none.

    NotFound when the deployment does not hold it: a checked bundle always does.
    """
    if row.form is None:
        return NOTHING_ASKED
    form = found.forms.get(row.form or "")
    if form is None:
        raise NotFound(f"The step {row.element_id} has no form.")
    return form


def evaluator(here: Parts, found: Deployed) -> Evaluate:
    """FEEL for the form's conditions, at this instant."""
    now = here.clock.now()

    def evaluate(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        return found.evaluate_many(texts, variables, now)

    return evaluate


def decider(here: Parts, found: Deployed) -> Decide:
    """The bundle's decisions for the form's conditions, at this instant."""
    now = here.clock.now()

    def decide(ids: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        return found.decide_many(ids, variables, now)

    return decide
