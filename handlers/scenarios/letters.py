"""The letters that would go in a rehearsal, by the operations that would have been run."""

from __future__ import annotations

from collections.abc import Iterable

from engine.rehearsal import Call

LETTER = "letter"


def letters_of(calls: Iterable[Call]) -> list[str]:
    """Each as "letter to person", in order; a letter to whoever holds a role names the roles."""
    return [f"{call.inputs[LETTER]} to {reader}" for call in calls for reader in readers_of(call)]


def readers_of(call: Call) -> list[str]:
    """To whom the letter of a call would go, each once; nobody when it sends no letter."""
    if LETTER not in call.inputs:
        return []
    to = call.inputs.get("to") or call.inputs.get("roles") or ()
    found = [to] if isinstance(to, str) else list(to)
    return list(dict.fromkeys(str(one) for one in found if one))
