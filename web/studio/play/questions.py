"""The form of a user task in a play: as staff will see it, one section at a time.

A careful person's answers are proposed. What is answered so far goes along with the page, so that
nothing has to be kept on the server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from engine.deployments import Deployed
from engine.model import MessageWait, UserTaskWait
from engine.rehearsal import Place
from forms import Bound, Form, Section, bind, in_words
from forms.words import Posted
from handlers.scenarios.filling import filled
from web.studio.play.scene import Scene

CARRIED, SECTION = "_carried", "_section"
Words = dict[str, dict[str, Any]]


@dataclass
class Questions:
    """`words` are by section; `number` is that of the section on the page, from 0."""

    form: Form
    sections: tuple[Section, ...]
    context: Mapping[str, Any]
    reviewed: Words | None
    words: Words
    scene: Scene
    number: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def section(self) -> Section:
        """The section on the page."""
        return self.sections[self.number]

    @property
    def last(self) -> bool:
        """Whether no section follows."""
        return self.number + 1 == len(self.sections)

    @property
    def carried(self) -> str:
        """What is answered so far, to go along with the page."""
        return json.dumps(self.words)

    def bound(self, section: Section, posted: Posted | None = None, check: bool = False) -> Bound:
        """A section with the answers so far, or with those just posted."""
        used, now = cast(Deployed, self.scene.ready), self.scene.stage.now
        return bind(
            section,
            context=self.context,
            saved=self.words.get(section.key),
            posted=posted,
            reviewed=None if self.reviewed is None else self.reviewed.get(section.key, {}),
            evaluate=lambda texts, known: used.evaluate_many(texts, known, now),
            decide=lambda ids, known: used.decide_many(ids, known, now),
            sections=self.words,
            said=in_words(self.sections, self.words),
            validate=check,
        )

    def take(self, posted: Posted) -> Bound:
        """Keep what was posted for the section on the page."""
        bound = self.bound(self.section, posted)
        self.words[self.section.key] = bound.words
        return bound

    def answers(self) -> dict[str, Any] | None:
        """All answers as they would be kept; None, with the page at what is missing, if any is."""
        found: dict[str, Any] = {}
        for number, section in enumerate(self.sections):
            bound = self.bound(section, check=True)
            if bound.problems:
                self.number = number
                return None
            found[section.key] = self.words[section.key] = bound.answers
        return found[self.form.key] if self.form.single else found


def questions_of(scene: Scene, place: Place, posted: Mapping[str, str]) -> Questions | None:
    """The form that goes with a place; None when it has none, or none that can be read."""
    asked = _form_of(scene, place)
    if asked is None:
        return None
    form, wait = asked
    sections = form.presented(None if form.single else getattr(wait, "sections", None))
    reviewed = _by_section(form, scene.stage.submissions.get(getattr(wait, "reviews", "") or ""))
    context: Mapping[str, Any] = getattr(wait, "context", {})
    words = _carried(posted) or _proposed(form, sections, context, reviewed)
    found = Questions(form, sections, context, reviewed, words, scene)
    keys = [section.key for section in sections]
    found.number = keys.index(posted[SECTION]) if posted.get(SECTION) in keys else 0
    return found if sections else None


def _form_of(scene: Scene, place: Place) -> tuple[Form, UserTaskWait | MessageWait] | None:
    wait = place.wait
    key: str | None = None
    if isinstance(wait, UserTaskWait):
        key = wait.form
    elif isinstance(wait, MessageWait) and wait.offer:
        key = wait.offer.form
    form = scene.ready.forms.get(key) if scene.ready and key else None
    return (form, cast(UserTaskWait | MessageWait, wait)) if form else None


def _proposed(
    form: Form, sections: tuple[Section, ...], context: Mapping[str, Any], reviewed: Words | None
) -> Words:
    keys = [section.key for section in sections]
    answers = filled(form, keys, context, reviewed, {})
    return {form.key: answers} if form.single else answers


def _carried(posted: Mapping[str, str]) -> Words | None:
    try:
        found = json.loads(posted.get(CARRIED, ""))
    except (ValueError, RecursionError):
        return None
    right = isinstance(found, dict) and all(isinstance(part, dict) for part in found.values())
    return found if right else None


def _by_section(form: Form, answers: Mapping[str, Any] | None) -> Words | None:
    if answers is None:
        return None
    return {form.key: dict(answers)} if form.single else dict(answers)
