"""Requests made from the document: no fault of ours, and no answer that it does not name."""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from engine import queries
from web.api.document import document

EXAMPLES = int(os.environ.get("PLUMBLINE_API_EXAMPLES", "3"))
RETENTION = ("retention.read", "retention.act", "retention.export")
ACCESS = ("access.read", "access.manage")
SCOPES = ("inbox", "operations.read", "operations.act", *ACCESS, *RETENTION)
# A cursor that no list gave, answers that a form does not take: right by their shape alone.
REFUSED_FOR_A_REASON = [positive_data_acceptance]
METHODS = {"get", "post", "put", "delete"}


SOME = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def known(parts, lend) -> dict[str, str]:
    """Things that are there, so that not every request ends with 404."""
    instance = lend()
    with parts.database.read() as db:
        [waiting] = queries.user_tasks(db, "main", instance)
        [deployed] = queries.active_deployments(db, "main")
    parts.engine.start("lending", business_key="B-2", variables={"checker": "checker"}, by="boss")
    with parts.database.read() as db:
        [held] = queries.incidents(db, "main").rows
    found = {"instance_id": instance, "user_task_id": waiting.id, "deployment_id": deployed.id}
    found |= {"incident_id": held.id, "cause": held.cause}
    return {name: str(one) for name, one in found.items()}


@pytest.fixture
def token(make_client) -> str:
    return make_client("tester", SCOPES, roles=("admin", "information_governance"), for_people=True)


def test_no_request_of_the_document_is_answered_otherwise_than_it_says(app, known, token):
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    tried = set()
    for result in schema.get_all_operations():
        operation = result.ok()
        asks_of(operation, known, token)
        tried.add((operation.method, operation.path))
    assert tried == {
        (method, path) for path, methods in document()["paths"].items() for method in methods
    }


def asks_of(operation, known, token) -> None:
    """Some requests of one operation, about things that are there and things that are not."""
    person = "reader" if operation.path.startswith("/api/v1/user-tasks") else ""

    @SOME
    @given(st.data())
    def ask(data):
        mode = data.draw(st.sampled_from(list(GenerationMode)))
        case = data.draw(operation.as_strategy(generation_mode=mode))
        if data.draw(st.booleans()):
            case.path_parameters |= {k: v for k, v in known.items() if k in case.path_parameters}
        headers = {"Authorization": f"Bearer {token}"}
        if "Plumbline-Person" not in case.headers or data.draw(st.booleans()):
            case.headers.pop("Plumbline-Person", None)
            headers |= {"Plumbline-Person": person} if person else {}
        case.call_and_validate(headers=headers, excluded_checks=REFUSED_FOR_A_REASON)

    ask()


def test_the_document_is_openapi_3_1_and_names_every_operation_once():
    known = document()
    assert known["openapi"] == "3.1.0"
    names = [one["operationId"] for methods in known["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names)) > 30
    assert all(set(methods) <= METHODS for methods in known["paths"].values())
