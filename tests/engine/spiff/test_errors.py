"""What goes wrong: caught where it is drawn, kept where it is not, never passed over."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import AlreadyDone, BpmnError, HandlerFailed, NotFound


def refuse(code: str) -> Any:
    def handler(_: Any) -> Any:
        raise BpmnError(code)

    return handler


def test_a_handlers_error_is_caught_by_its_own_activity_only(story: Any, host: Any) -> None:
    host.answers["sampling.draw"] = refuse("nobody")
    told = story("errors").start()
    assert told.names() == ["draw_by_hand"]
    told.submit("draw_by_hand")
    assert told.outcome == "completed"


def test_an_error_nobody_catches_stays_at_the_activity(story: Any, host: Any) -> None:
    host.answers["sampling.draw"] = refuse("something_else")
    told = story("errors").start()
    assert (told.problem().element_id, told.problem().kind) == ("draw", "error")
    assert told.outcome == "active"


def test_a_job_may_report_an_error_later(story: Any, host: Any) -> None:
    host.answers["sampling.draw"] = lambda _: None
    told = story("errors").start().reload()
    [wait] = told.execution.waits().services.values()
    told.execution.raise_error(wait.task_id, "nobody")
    told.execution.run()
    assert told.names() == ["draw_by_hand"]
    with pytest.raises(AlreadyDone):
        told.execution.finish_service(wait.task_id, {})


def test_a_jobs_error_that_nobody_catches_can_be_retried(story: Any, host: Any) -> None:
    host.answers["sampling.draw"] = lambda _: None
    told = story("errors").start()
    [wait] = told.execution.waits().services.values()
    told.execution.raise_error(wait.task_id, "odd")
    assert told.problem().kind == "error"
    told.reload().execution.retry(wait.task_id)
    told.execution.run()
    assert list(told.execution.waits().services) == [wait.task_id]


@pytest.mark.parametrize(
    ("what", "outcome", "names"), [("fine", "completed", []), ("bad", "active", ["repair"])]
)
def test_an_error_end_is_caught_by_the_boundary_of_its_sub_process(
    story: Any, what: str, outcome: str, names: list[str]
) -> None:
    told = story("error_end").start(what=what)
    assert (told.outcome, told.names()) == (outcome, names)


def test_an_error_end_that_nobody_catches_fails_the_process(story: Any) -> None:
    told = story("error_end").start(what="other").reload()
    assert told.outcome == "failed"
    assert (told.problem().kind, told.problem().element_id) == ("error", "other")
    assert told.execution.waits().user_tasks == {}


def test_an_error_starts_the_event_sub_process_of_its_scope(story: Any, host: Any) -> None:
    host.answers["sampling.draw"] = refuse("bad")
    told = story("error_handler").start().reload()
    assert told.names() == ["repair"]
    told.submit("repair")
    assert told.outcome == "completed"


def test_an_event_sub_process_for_errors_does_not_begin_by_itself(story: Any) -> None:
    assert story("error_handler").start().names() == ["beside"]


def test_an_escalation_tells_the_outside_and_the_work_goes_on(story: Any) -> None:
    told = story("escalating").start()
    assert told.names() == ["look", "work"]
    told.submit("work").submit("look")
    assert told.outcome == "completed"


def test_a_failing_expression_stops_one_branch_only(story: Any) -> None:
    told = story("failing").start()
    assert told.names() == ["beside"]
    kinds = {p.element_id: p.kind for p in told.execution.problems()}
    assert kinds == {"divide": "expression", "bad_due": "expression"}
    told.variables["missing"] = 4
    for problem in told.reload().execution.problems():
        told.execution.retry(problem.task_id)
    told.execution.run()
    assert told.variables["half"] == 2
    assert [p.element_id for p in told.execution.problems()] == ["bad_due"]


def test_results_that_fail_keep_the_user_task_until_retried(story: Any) -> None:
    told = story("failing").start()
    [task] = told.tasks()
    told.submit("beside", n="four")
    assert told.names() == []
    assert "beside" in [p.element_id for p in told.execution.problems()]
    extra = {"answers": {"n": 4}, "submission": "s", "by": "amy", "at": told.host.now}
    told.reload().execution.retry(task.task_id, extra)
    assert told.variables["n"] == 5


def test_a_retry_without_answers_opens_the_user_task_again(story: Any) -> None:
    told = story("failing").start()
    [task] = told.tasks()
    told.submit("beside", n="four")
    told.execution.retry(task.task_id)
    assert [t.task_id for t in told.tasks()] == [task.task_id]


def test_problems_never_hold_values(story: Any) -> None:
    told = story("failing").start(missing="Zebedee")
    sentences = " ".join(p.sentence for p in told.execution.problems())
    assert "Zebedee" not in sentences
    assert "missing" in sentences


def test_there_is_nothing_to_retry_where_nothing_failed(story: Any) -> None:
    told = story("failing").start()
    [task] = told.tasks()
    with pytest.raises(NotFound):
        told.execution.retry(task.task_id)


def test_a_handler_that_fails_is_a_problem_and_runs_again_with_the_same_key(
    story: Any, host: Any
) -> None:
    def fails(_: Any) -> Any:
        raise HandlerFailed("The table is locked.")

    host.answers["records.freeze"] = fails
    told = story("services").start(audit="a")
    assert (told.problem().kind, told.problem().sentence) == ("handler", "The table is locked.")
    host.answers["records.freeze"] = lambda inputs: {"record": inputs["stage"]}
    told.reload().execution.retry(told.problem().task_id)
    told.execution.run()
    assert told.variables["frozen"] == {"record": 2}
    first, second = host.calls
    assert first[2].key == second[2].key


def test_a_user_task_that_could_not_be_prepared_cannot_be_completed(story: Any) -> None:
    told = story("failing").start()
    bad = next(p for p in told.execution.problems() if p.element_id == "bad_due")
    with pytest.raises(AlreadyDone, match="waits for a retry"):
        told.execution.complete(bad.task_id, {"answers": {}})
    told.execution.retry(bad.task_id, {"answers": {}})
    assert "bad_due" in [p.element_id for p in told.execution.problems()]
