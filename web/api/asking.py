"""What comes with a request, read strictly: the query, and a JSON body."""

from __future__ import annotations

from typing import TypeVar

from flask import Response, abort, request
from pydantic import ValidationError

from web.api.problems import Fault, answer
from web.api.shapes import Asked

Shape = TypeVar("Shape", bound=Asked)


def query(shape: type[Shape]) -> Shape:
    """The query of the address. Ends the request with 422 when it is not as documented."""
    given = {name: values[-1] for name, values in request.args.lists()}
    twice = [name for name, values in request.args.lists() if len(values) > 1]
    if twice:
        abort(answer(422, "A part of the query is given twice.", faults=[_twice(twice[0])]))
    try:
        return shape.model_validate_strings(given)
    except ValidationError as error:
        abort(_refused("The query cannot be used.", error))


def body(shape: type[Shape]) -> Shape:
    """The JSON body. Ends the request with 400, 413, 415 or 422 when it is not as documented."""
    if request.mimetype != "application/json":
        remedy = "Send it as application/json."
        abort(answer(415, "The body is not JSON.", remedy=remedy))
    try:
        return shape.model_validate_json(request.get_data())
    except ValidationError as error:
        if error.errors()[0]["type"] == "json_invalid":
            abort(answer(400, "The body is broken JSON."))
        abort(_refused("The body cannot be used.", error))


def _refused(sentence: str, error: ValidationError) -> Response:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    faults = [Fault(place="/" + "/".join(map(str, f["loc"])), sentence=f["msg"]) for f in found]
    return answer(422, sentence, kind="shape", faults=faults[:20])


def _twice(name: str) -> Fault:
    return Fault(place=f"/{name}"[:100], sentence="Give it once.")
