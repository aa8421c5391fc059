"""The register of policy clauses and the bundle agree, both ways, and nothing is left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine import clauses
from engine.checks.subject import Subject
from engine.clauses import FILE, Clause, Place, Register, RegisterRefused
from engine.model import Finding, Level


def findings(subject: Subject) -> Iterator[Finding]:
    """Clauses nobody carries out, and places and register that do not name each other."""
    try:
        register = clauses.read(subject.bundle)
    except RegisterRefused as no:
        yield Finding("error", FILE, no.element, str(no), no.remedy, rule="clause-unreadable")
        return
    if register is None:
        return
    places = clauses.places(subject.bundle)
    yield from _uncovered(register)
    yield from _unknown(register, places)
    yield from _one_sided(register, places)
    yield from _without(places)


def _uncovered(register: Register) -> Iterator[Finding]:
    rule = "clause-uncovered"
    for id in register.missing:
        remedy = f'Add a [[clause]] with id = "{id}", and where it is carried out, or the reason.'
        yield Finding("error", FILE, id, f"Clause {id} is not in the register.", remedy, rule=rule)
    for clause in register.clauses.values():
        if not clause.is_covered:
            sentence = f"Nothing carries out clause {clause.id}: {clause.text}."
            remedy = "Name the elements under by, or give the reason why software cannot."
            yield Finding("error", FILE, clause.id, sentence, remedy, rule=rule)


def _unknown(register: Register, places: Sequence[Place]) -> Iterator[Finding]:
    for place in places:
        for id in place.clauses or ():
            if id not in register.clauses:
                sentence = f"Clause {id} is not in the register."
                remedy = f"Correct the number, or add the clause to {FILE}."
                yield _at(place, "error", sentence, remedy, "clause-unknown")


def _one_sided(register: Register, places: Sequence[Place]) -> Iterator[Finding]:
    known = {place.key: place for place in places}
    for clause in register.clauses.values():
        for key in clause.by:
            yield from _not_named(clause, key, known.get(key))
    for place in places:
        for id in place.clauses or ():
            entry = register.clauses.get(id)
            if entry is not None and place.key not in entry.by:
                sentence = f"It names clause {id}, whose entry does not name it."
                remedy = f'Add "{place.key}" to by of {id} in {FILE}, or take the number out.'
                yield _at(place, "error", sentence, remedy, "clause-one-sided")


def _not_named(clause: Clause, key: str, place: Place | None) -> Iterator[Finding]:
    if place is None:
        sentence = f'Clause {clause.id} names "{key}", which is not in the bundle.'
        remedy = (
            "Name what carries it out now (process/element, mail/letter or a file), or take it out."
        )
        yield Finding("error", FILE, clause.id, sentence, remedy, rule="clause-place-missing")
    elif place.clauses is not None and clause.id not in place.clauses:
        sentence = f'Clause {clause.id} names "{key}", which does not name the clause.'
        remedy = f"Add {clause.id} to its clauses, or take it out of {FILE}."
        yield Finding("error", FILE, clause.id, sentence, remedy, rule="clause-one-sided")


def _without(places: Sequence[Place]) -> Iterator[Finding]:
    for place in places:
        if place.is_for_people and not place.clauses:
            sentence = "It is asked of people, and names no clause of the policy."
            remedy = 'Name the clause (property "clauses"), or ask whether the step is needed.'
            yield _at(place, "warning", sentence, remedy, "clause-none-named")


def _at(place: Place, level: Level, sentence: str, remedy: str, rule: str) -> Finding:
    return Finding(level, place.file, place.element, sentence, remedy, rule=rule)
