"""The OpenAPI 3.1 document, made from the operations as they are declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from web.api import once
from web.api.operation import OPERATIONS, ROOT, Operation
from web.api.problems import MEDIA_TYPE, TITLES, Problem
from web.clients.bearer import PERSON
from web.clients.scopes import SCOPES

REF = "#/components/schemas/{model}"
ABOUT = (
    "Everything an administrator sees and does, and the inbox. Send the token of a client as a "
    "bearer token; an operation needs the scope it names, and the right itself: the client holds "
    "roles, or acts for a person who does. Lists go on with a cursor. Errors are problem+json. A "
    f"POST with an {once.HEADER} is carried out once, however often it is sent within 24 hours."
)
Json = dict[str, Any]
Names = Mapping[Any, Json]


@cache
def document() -> Json:
    """The whole document. It is the same until the program is another one."""
    names, shapes = models_json_schema(list(_shapes()), ref_template=REF)
    paths: dict[str, Json] = {}
    for one in sorted(OPERATIONS, key=lambda one: (one.tag, one.address)):
        paths.setdefault(ROOT + one.address, {})[one.method.lower()] = _operation(one, names)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Plumbline", "version": version("plumbline"), "description": ABOUT},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": shapes["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _shapes() -> Iterator[tuple[type[BaseModel], JsonSchemaMode]]:
    yield Problem, "serialization"
    for one in OPERATIONS:
        for shape in (one.query, one.body):
            if shape is not None:
                yield shape, "validation"
        if one.answer is not None:
            yield one.answer, "serialization"


def _operation(one: Operation, names: Names) -> Json:
    scope = f"Needs the scope {one.scope}: {SCOPES[one.scope]}"
    said: Json = {
        "operationId": one.name,
        "tags": [one.tag],
        "summary": one.summary,
        "description": " ".join(filter(None, (one.description, scope))),
        "security": [{"token": [one.scope]}],
        "parameters": list(_parameters(one)),
        "responses": _responses(one, names),
    }
    if one.body is not None:
        content = _content("application/json", names[one.body, "validation"])
        said["requestBody"] = {"required": True, "content": content}
    return said


def _parameters(one: Operation) -> Iterator[Json]:
    for name, kind in one.places.items():
        shape = TypeAdapter(kind).json_schema()
        yield {"name": name, "in": "path", "required": True, "schema": shape}
    if one.query is not None:
        for name, shape in one.query.model_json_schema()["properties"].items():
            yield _in_query(name, shape)
    person = "The person it acts for; without it, the client itself."
    yield _header(PERSON, person, {"type": "string"})
    if one.once:
        key = "The same for every attempt at one request."
        yield _header(
            once.HEADER, key, {"type": "string", "minLength": 1, "maxLength": once.LONGEST}
        )


def _in_query(name: str, shape: Json) -> Json:
    """A part of the query: it is left out, where a record would hold null."""
    told = shape.pop("description", "")
    [only, *_] = shape.pop("anyOf", [{}])
    kept = {key: value for key, value in (shape | only).items() if value is not None}
    return {"name": name, "in": "query", "schema": kept, "description": told}


def _header(name: str, told: str, shape: Json) -> Json:
    return {"name": name, "in": "header", "schema": shape, "description": told}


def _responses(one: Operation, names: Names) -> Json:
    problem = _content(MEDIA_TYPE, names[Problem, "serialization"])
    refused = {
        str(status): {"description": TITLES[status], "content": problem}
        for status in sorted(_statuses(one))
    }
    if one.answer is None:
        return {"204": {"description": "It is done."}} | refused
    content = _content("application/json", names[one.answer, "serialization"])
    return {str(one.status): {"description": "It is done.", "content": content}} | refused


def _statuses(one: Operation) -> set[int]:
    """What follows from the declaration, with what the operation itself refuses."""
    found = {400, 401, 403, 503, *one.refuses}
    found |= {404} if one.places else set()
    found |= {422} if one.query is not None else set()
    found |= {413, 415, 422} if one.body is not None else set()
    return found | ({409, 413, 422} if one.method == "POST" else set())


def _content(media_type: str, shape: Json) -> Json:
    return {media_type: {"schema": shape}}
