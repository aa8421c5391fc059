"""The form of a user task, from the deployment its instance was begun with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.deployments import Deployed
from engine.errors import NotFound
from engine.tables import UserTask
from forms import Evaluate, Form, Section
from web.parts import Parts


def form_of(found: Deployed, row: UserTask) -> Form:
    """The form it was deployed with; one without questions when the diagram names none.

    NotFound when the deployment has no such form.
    """
    if row.form is None:
        nothing = Section(row.element_id, row.name, {}, (), "")
        return Form(row.element_id, row.name, (nothing,), single=True)
    if row.form not in found.forms:
        raise NotFound(f"The deployment has no form {row.form}.")
    return found.forms[row.form]


def evaluator(here: Parts, found: Deployed) -> Evaluate:
    """FEEL for the form's conditions, at this instant."""
    now = here.clock.now()

    def evaluate(texts: Sequence[str], variables: Mapping[str, object]) -> Sequence[object]:
        return found.evaluate_many(texts, variables, now)

    return evaluate
