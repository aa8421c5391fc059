"""The end of a rehearsal: outcome, activities, variables, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model import Finding, Problem
from engine.rehearsal.cast import MOST_INSTANCES, Cast
from engine.rehearsal.model import Instance, Outcome, Played
from engine.rehearsal.running import Running

WORST: tuple[Outcome, ...] = ("failed", "incident", "waiting", "completed")
REMEDIES = {
    "expression": "Correct the expression, or set the variables it needs.",
    "decision": "Correct the decision table, or set the variables it needs.",
    "handler": "Correct what the activity is given.",
    "budget": "Put something in the loop that waits, or a condition that ends it.",
    "stalled": "Draw it so that a token arrives on every way that is waited for.",
    "error": "Catch the error with a boundary event or an event sub-process.",
}


def told(cast: Cast, gave_up: bool) -> Played:
    """What there is to tell. `gave_up`: the rehearsal went on for too long and was stopped."""
    found = [*cast.material.findings, *_problems(cast), *_limits(cast, gave_up), *_advice(cast)]
    ends = tuple(_instance(one) for one in cast.running)
    outcomes = {one.outcome for one in ends}
    if any(finding.level == "error" for finding in found) and "failed" not in outcomes:
        outcomes.add("incident")
    return Played(
        next(word for word in WORST if word in (outcomes or {"completed"})),
        cast.journal.rows(frozenset(r.number for r in cast.running if r.broken is not None)),
        ends[0].variables if ends else {},
        tuple(dict.fromkeys(found)),
        ends,
    )


def _instance(one: Running) -> Instance:
    return Instance(one.process, one.outcome, dict(one.execution.variables))


def _problems(cast: Cast) -> Iterator[Finding]:
    for one in cast.running:
        for problem in one.problems():
            yield _finding(cast, one, problem)
    yield from cast.troubles


def _finding(cast: Cast, one: Running, problem: Problem) -> Finding:
    file = cast.file(one.process)
    remedy = REMEDIES[problem.kind]
    return Finding("error", file, problem.element_id, problem.sentence, remedy, problem.kind)


def _limits(cast: Cast, gave_up: bool) -> Iterator[Finding]:
    file = cast.file(cast.running[0].process) if cast.running else ""
    remedy = "Rehearse a shorter time, or let timers come less often."
    if gave_up:
        yield Finding("error", file, "", "The rehearsal did not come to an end.", remedy, "budget")
    if cast.too_many:
        sentence = f"More than {MOST_INSTANCES} instances would have begun."
        yield Finding("error", file, "", sentence, remedy, "budget")


def _advice(cast: Cast) -> Iterator[Finding]:
    for one in cast.running:
        for element, operation in one.host.not_run.items():
            sentence = f'The operation "{operation}" was not run: it gave no outputs.'
            remedy = "Write its outputs into the answers, under the element's id."
            yield Finding("advice", cast.file(one.process), element, sentence, remedy, "not_run")
    for letter in cast.letters:
        sentence = f'Nobody in the file took the message "{letter.message.message}".'
        remedy = "Nothing, when a partner outside takes it; else correct the name or the key."
        sender = None if letter.sender is None else cast.running[letter.sender].process
        file = cast.file(sender) if sender else ""
        yield Finding("advice", file, sender or "", sentence, remedy, "not_taken")
