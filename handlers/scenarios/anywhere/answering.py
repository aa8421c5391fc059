"""What a person answers in a story: what it tells, and the rest as a careful person would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from engine.answers import judge_form
from engine.deployments import Deployed
from engine.model import UserTaskWait
from engine.rehearsal import Place, Stage
from forms import Form
from handlers.scenarios.filling import filled


def answers_for(
    stage: Stage, deployed: Deployed, place: Place, told: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Answers the form takes; without a form what is told. Raises AnswersRefused."""
    wait = cast(UserTaskWait, place.wait)
    form = deployed.forms.get(wait.form or "")
    if form is None:
        return told
    reviewed = stage.submissions.get(wait.reviews or "")
    given = filled(form, wait.sections, wait.context, _by_section(form, reviewed), told)
    return judge_form(
        deployed,
        wait.form,
        given,
        stage.now,
        sections=wait.sections,
        context=wait.context,
        reviewed=reviewed,
    )


def offered_answers(
    deployed: Deployed, form: str | None, told: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The same for the form that goes with a message somebody sends."""
    found = deployed.forms.get(form or "")
    return filled(found, None, {}, None, told) if found else told


def _by_section(form: Form, reviewed: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    if reviewed is None:
        return None
    return {form.key: reviewed} if form.single else reviewed
