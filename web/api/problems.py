"""Every error of the API as application/problem+json (RFC 9457): what is wrong, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, request
from pydantic import Field
from werkzeug.exceptions import HTTPException

from engine import errors
from engine.errors import PlumblineError
from engine.expressions import UnsafeValue
from engine.spiff import BudgetExceeded
from web.api.shapes import Given

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "The request cannot be read",
    401: "A valid token is needed",
    403: "This may not be done",
    404: "There is no such thing",
    405: "This address takes no such request",
    409: "It has changed meanwhile",
    413: "That is too much at once",
    415: "The body must be JSON",
    422: "That cannot be used",
    429: "Too many requests",
    500: "There is a problem with the service",
    503: "The service is busy",
}
# The first that fits decides.
STATUSES: tuple[tuple[type[PlumblineError], int], ...] = (
    (errors.NotFound, 404),
    (errors.NotAllowed, 403),
    (errors.AlreadyDone, 409),
    (errors.OutOfDate, 409),
    (errors.InstanceClosed, 409),
    (errors.InstanceUnreadable, 409),
    (errors.DatabaseBusy, 503),
    (errors.AnswersRefused, 422),
    (errors.OperationRefused, 422),
    (errors.PlanRefused, 422),
    (BudgetExceeded, 422),
    (UnsafeValue, 422),
)


class Fault(Given):
    """One thing that is wrong with what was sent."""

    place: str = Field(description="Where: a JSON pointer, or the name of a field of a form.")
    sentence: str = Field(description="Why, for a person to read. It repeats nothing of the value.")


class Problem(Given):
    """Why a request was not carried out."""

    type: str = Field(description="A name for this kind of problem, for programs.")
    title: str
    status: int
    detail: str = Field(description="What happened here, for a person to read.")
    remedy: str = Field("", description="What to do about it, where it can be said.")
    faults: list[Fault] = Field(default_factory=list)


def answer(
    status: int,
    detail: str,
    *,
    kind: str = "",
    remedy: str = "",
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that says so."""
    problem = Problem(
        type=f"urn:plumbline:problem:{kind or status}",
        title=TITLES.get(status, TITLES[400]),
        status=status,
        detail=detail or TITLES.get(status, TITLES[400]),
        remedy=remedy,
        faults=list(faults),
    )
    made = Response(problem.model_dump_json(), status, mimetype=MEDIA_TYPE)
    made.headers.update(headers or {})
    return made


def of_refusal(error: PlumblineError) -> Response:
    """What the engine refused, with the status that fits."""
    status = next((code for kind, code in STATUSES if isinstance(error, kind)), 422)
    kind = type(error).__name__
    headers = {"Retry-After": "1"} if status == 503 else None
    if isinstance(error, errors.OperationRefused):
        return answer(status, error.sentence, kind=kind, remedy=error.remedy)
    return answer(status, str(error), kind=kind, faults=_faults(error), headers=headers)


def problem_of(error: HTTPException) -> Response:
    """An error of the protocol, with the headers it asks for."""
    kept = {k: v for k, v in error.get_headers() if k not in ("Content-Type", "Content-Length")}
    said = (error.description or "") if error.code in (401, 403) else ""
    return answer(error.code or 500, said, headers=kept)


def for_programs() -> bool:
    """Whether a program asks, which is answered in its own form."""
    return request.path.startswith("/api/v") or request.path in ("/api/openapi.json", "/metrics")


def _faults(error: PlumblineError) -> list[Fault]:
    if isinstance(error, errors.AnswersRefused):
        return [Fault(place=_field(one), sentence=str(one)) for one in error.problems]
    if isinstance(error, errors.PlanRefused):
        return [Fault(place=place, sentence=said) for place, said in error.reasons.items()]
    return []


def _field(problem: object) -> str:
    section, field = getattr(problem, "section", ""), getattr(problem, "field", "")
    return "/".join(part for part in (section, field) if part)
