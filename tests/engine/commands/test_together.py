"""Many at once: one winner, clear refusals, nothing twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from engine import tables
from engine.database import Database
from engine.errors import AlreadyDone, NotAllowed, OutOfDate, PlumblineError
from engine.worker import run_due
from tests.diagrams import boundary, bundle, chain, diagram, end, service, start, user
from tests.letters import tell
from tests.world import World

ACTORS = 12
ROUNDS = 5


RACE = diagram(
    "race",
    start(),
    user("write", candidateGroup="managers"),
    boundary("late", "write", "PT1H"),
    service("tell", "letters.tell"),
    end(),
    end("over"),
    chain("begin", "write", "tell", "done"),
    chain("late", "over"),
)


def at_once(works: list[Callable[[], object]]) -> Counter[str]:
    """Do everything at the same moment; how often each thing came of it."""
    line = threading.Barrier(len(works))

    def one(work: Callable[[], object]) -> str:
        line.wait()
        try:
            return type(work()).__name__
        except PlumblineError as error:
            return type(error).__name__

    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(one, works))


def raced(world: Callable[..., World]) -> World:
    told = world(tell)
    told.deploy(bundle(RACE))
    return told


def test_twelve_submits_have_one_winner_and_eleven_clear_refusals(
    world: Callable[..., World],
) -> None:
    told = raced(world)
    for _ in range(ROUNDS):
        told.start("race")
        row = told.task("write")

        def submit(by: str, row: tables.UserTask = row) -> object:
            return told.engine.complete(row.id, {"by": by}, by=by, seen=row.version)

        people = ["maya", "noor"] * (ACTORS // 2)
        came = at_once([lambda by=by: submit(by) for by in people])
        assert came == {"Completed": 1, AlreadyDone.__name__: ACTORS - 1}
    assert len(told.rows(tables.Submission)) == ROUNDS
    assert len(told.rows(tables.Mail)) == ROUNDS


def test_a_timer_and_submits_at_once_have_one_winner(world: Callable[..., World]) -> None:
    told = raced(world)
    for number in range(ROUNDS):
        told.start("race", str(number))
        row = told.task("write")
        told.clock.move_to(told.clock.now() + timedelta(hours=2))
        [claimed] = told.engine.claim_due("engine", 1)

        def submit(row: tables.UserTask = row) -> object:
            return told.engine.complete(row.id, {}, by="maya", seen=row.version)

        came = at_once([lambda c=claimed: told.engine.run_claimed(c), *[submit] * 3])
        assert came["Completed"] <= 1
        assert came["NoneType"] == 1
        assert came.total() == 4
        submitted = len(told.rows(tables.Submission, user_task_id=row.id))
        [instance] = told.rows(tables.ProcessInstance, business_key=str(number))
        assert instance.status == "completed"
        ended_by_person = ("completed", "write", "maya") in told.told(instance.id)
        assert submitted == came["Completed"] == int(ended_by_person)


def test_claims_at_once_have_one_winner(world: Callable[..., World]) -> None:
    told = raced(world)
    told.start("race")
    row = told.task("write")
    came = at_once([lambda by=by: told.engine.claim(row.id, by=by) for by in ["maya", "noor"] * 6])
    assert came == {"NoneType": 6, NotAllowed.__name__: 6}


def test_a_claim_and_a_submit_at_once_never_both_win_against_each_other(
    world: Callable[..., World],
) -> None:
    told = raced(world)
    for _ in range(ROUNDS):
        told.start("race")
        row = told.task("write")
        came = at_once(
            [
                lambda row=row: told.engine.claim(row.id, by="noor"),
                lambda row=row: told.engine.complete(row.id, {}, by="maya", seen=row.version),
            ]
        )
        refused = {AlreadyDone.__name__, OutOfDate.__name__, NotAllowed.__name__}
        assert sum(came[name] for name in refused) == 1
        if told.open():
            told.submit("write", by="noor")


def test_two_workers_share_the_jobs_and_do_none_twice(
    world: Callable[..., World], database: Database
) -> None:
    told = raced(world)
    for _ in range(20):
        told.start("race")
        told.submit("write")
    workers = 2 if database.kind == "sqlite" else 4
    at_once([lambda: run_due(told.engine)] * workers)
    assert len(told.post.letters) == 20
    assert len({mail.id for mail in told.post.letters}) == 20
    assert {mail.state for mail in told.rows(tables.Mail)} == {"sent"}


def test_one_deployment_comes_of_many_at_once(world: Callable[..., World]) -> None:
    told = world(tell)
    came = at_once([lambda: told.engine.deploy(bundle(RACE), by="owner")] * 6)
    assert came == {"Deployment": 6}
    assert len(told.rows(tables.Deployment)) == 1


def test_sections_saved_at_the_same_moment_are_all_kept(world: Callable[..., World]) -> None:
    told = raced(world)
    told.start("race")
    row = told.task("write")

    def save(number: int) -> object:
        words, name = {"words": f"of {number}"}, f"s{number}"
        return told.engine.save_section(row.id, name, words, "complete", by="maya")

    assert at_once([lambda n=n: save(n) for n in range(ACTORS)]) == {"datetime": ACTORS}
    kept = told.row(tables.Draft)
    assert kept.answers == {f"s{n}": {"words": f"of {n}"} for n in range(ACTORS)}
    assert kept.marks == {f"s{n}": "complete" for n in range(ACTORS)}
