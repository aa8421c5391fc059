"""What operations by hand are called, and what each is good for."""

from __future__ import annotations

from collections.abc import Mapping

from engine.acting import Kind

TITLES: Mapping[Kind, str] = {
    "retry": "Try again",
    "skip": "Go on without it",
    "move": "Move it to another place",
    "back": "Go back to an earlier user task",
    "reassign": "Give it to somebody else",
    "due": "Change its date",
    "variables": "Change variables",
    "message": "Bring the message by hand",
    "suspend": "Suspend",
    "resume": "Resume",
    "cancel": "Cancel for good",
    "migrate": "Carry over to another version",
    "undo": "Take back the last operation",
}
HINTS: Mapping[Kind, str] = {
    "retry": "Put the cause right first. Nothing that was done is done twice.",
    "skip": "The process goes on as if this were done and had given what you say here.",
    "move": "What hangs on the place it leaves ends.",
    "back": "What comes after it ends. What was sent then is offered to its sender as a draft.",
    "reassign": "Drafts stay with those who wrote them.",
    "due": "A timer that is moved to a moment that has passed goes off at once.",
    "variables": "Conditions that wait for a variable see the new value at once. "
    "The accounts name the variables and keep no value.",
    "message": "The place that waits goes on as if the message had come with what you say here.",
    "suspend": "Nothing moves and nothing is offered until it is resumed. Drafts can be written.",
    "resume": "It goes on. What became due is done at once, unless its clock stood still.",
    "cancel": "Everything it waits for is closed. This cannot be taken back.",
    "migrate": "What is open keeps its drafts and dates; the new version says what comes next.",
    "undo": "Only while nothing has happened since, and no service was carried out by it.",
}
PLACES: Mapping[str, str] = {
    "user task": "waits for a person",
    "timer": "waits for its time",
    "message": "waits for a message",
    "signal": "waits for a signal",
    "condition": "waits for a condition",
    "service": "is to be carried out",
    "join": "waits for other branches",
    "sub-process": "is going on inside",
    "loop": "is going on, one after another or side by side",
    "error": "is held up",
}
