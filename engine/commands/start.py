"""Start a process instance with the version that is in force for it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from engine import queries
from engine.context import Context
from engine.transition import begin


def start(
    context: Context,
    process_key: str,
    *,
    business_key: str | None = None,
    variables: Mapping[str, object] | None = None,
    by: str,
) -> UUID:
    """The new instance's id, once it waits. NotFound when no such process is deployed."""

    def work(session: Session) -> UUID:
        return start_in(context, session, process_key, business_key, variables or {}, by)

    return context.database.transact(work)


def start_in(
    context: Context,
    session: Session,
    process_key: str,
    business_key: str | None,
    variables: Mapping[str, object],
    by: str,
    at: str | None = None,
    id: UUID | None = None,
    begun_from: UUID | None = None,
) -> UUID:
    """The same inside a transaction that is open already.

    `at` names the start event, `id` is the new instance's when it was promised before,
    `begun_from` the instance that asked for it.
    """
    cohort = queries.cohort_of(session, context.tenant, begun_from)
    takes = queries.takes_new(context.now(), variables, cohort)
    definition = queries.process_to_begin(session, context.tenant, process_key, takes)
    deployed = context.deployments.get(session, definition.deployment_id)
    row = begin(
        context,
        session,
        deployed,
        process_key,
        business_key=business_key,
        variables=variables,
        by=by,
        at=at,
        id=id,
        begun_from=begun_from,
        cohort=cohort,
    )
    return row.id
