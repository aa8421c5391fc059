"""A letter's two texts and its options, read from the bundle and rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError

from engine.bundle import Bundle
from engine.errors import Permanent
from forms import toml
from handlers.sandbox import Sandbox

FOLDER = "mail/"
OPTIONS: Mapping[str, type] = {
    "link": bool,
    "audit": bool,
    "chaser": bool,
    "unless_left": bool,
    "unless_away": bool,
    "sender": str,
    "template": str,
    "reason": str,
}
MOST_SUBJECT = 300
MOST_BODY = 100_000
KINDS = {bool: "true or false", str: "a text in quotation marks"}


@dataclass(frozen=True)
class Rendered:
    """What goes into a message."""

    subject: str
    body: str


class LetterTexts:
    """One letter of a bundle. Permanent when the bundle has no such letter or it cannot be read."""

    def __init__(self, bundle: Bundle, letter: str) -> None:
        self.letter, self._bundle = letter, bundle
        self._options = self._read_options()
        folder = f"{FOLDER}{self._options.get('template', letter)}"
        paths = [f"{folder}/{name}.txt" for name in ("subject", "body")]
        self.parts = {path: self._text(path) for path in paths}
        self._subject, self._body = self.parts.values()

    @property
    def subject_is_one_line(self) -> bool:
        """Whether the subject, before names are filled in, is one line with something in it."""
        return len(self._subject.strip().splitlines()) == 1

    @property
    def has_link(self) -> bool:
        """Whether this letter may hold a link."""
        return self._options.get("link") is True

    @property
    def is_about_an_audit(self) -> bool:
        """Whether it goes for one audit, so that the names of that audit may be used in it."""
        return self._options.get("audit", True) is not False

    @property
    def spares_leavers(self) -> bool:
        """Whether nobody is written to who does not work here any more; else that is told."""
        return self._options.get("unless_left") is True

    @property
    def spares_the_absent(self) -> bool:
        """Whether nobody is written to on a day that an absence of theirs covers."""
        return self._options.get("unless_away") is True

    @property
    def chases(self) -> bool:
        """Whether it reminds somebody of what they have not done."""
        return self._options.get("chaser") is True

    @property
    def sender(self) -> str:
        """Who signs it."""
        return str(self._options.get("sender") or self._bundle.parameters.get("sender", ""))

    @property
    def reason(self) -> str:
        """Why its reader gets it, in the owner's words; may be empty."""
        return str(self._options.get("reason", ""))

    def render(self, known: Mapping[str, Any]) -> Rendered:
        """Fill in the names. Permanent when one is unknown or the subject is not one line."""
        subject = self._fill("subject.txt", self._subject, known).strip()
        if not subject or not subject.isprintable() or len(subject) > MOST_SUBJECT:
            sentence = f"not one line of text of at most {MOST_SUBJECT} characters."
            raise Permanent(f"The subject of letter “{self.letter}” is {sentence}")
        body = self._fill("body.txt", self._body, known).strip() + "\n"
        if len(body) > MOST_BODY:
            sentence = f"longer than {MOST_BODY:,} characters."
            raise Permanent(f"The body of letter “{self.letter}” is {sentence}")
        return Rendered(subject, body)

    def _read_options(self) -> Mapping[str, Any]:
        path = f"{FOLDER}{self.letter}/letter.toml"
        if path not in self._bundle.files:
            return {}
        try:
            options = toml.read(self._bundle.files[path])
        except toml.TomlUnreadable as error:
            raise Permanent(f"{path} cannot be read: {error}.") from error
        for name, kind in OPTIONS.items():
            if not isinstance(options.get(name, kind()), kind):
                raise Permanent(f"{path}: {name} must be {KINDS[kind]}.")
        return options

    def _text(self, path: str) -> str:
        if path not in self._bundle.files:
            raise Permanent(f"Letter “{self.letter}” has no {path}: add it and deploy again.")
        try:
            return self._bundle.text(path)
        except UnicodeDecodeError as error:
            raise Permanent(f"{path} is not UTF-8: save it as UTF-8 text.") from error

    def _fill(self, part: str, text: str, known: Mapping[str, Any]) -> str:
        try:
            return template(text).render(known)
        except TemplateError as error:
            line = getattr(error, "lineno", None)
            where = f"{part}, line {line}" if line else part
            raise Permanent(f"Letter “{self.letter}”, {where}: {error.message}") from error


@lru_cache(maxsize=256)
def template(text: str) -> Template:
    """A text compiled, once for all letters: the same few texts are filled in all day."""
    return environment().from_string(text)


@lru_cache(maxsize=1)
def environment() -> Sandbox:
    """How letters are filled in: in a sandbox, without HTML, an unknown name being an error."""
    made = Sandbox(undefined=StrictUndefined)
    made.filters["day"] = day
    made.filters["words"] = words
    return made


def day(value: object) -> str:
    """A date as 31 December 2026; text that is an ISO date is understood."""
    found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    if not isinstance(found, date | datetime):
        raise TemplateError("the filter “day” needs a date")
    return f"{found.day} {found:%B %Y}"


def words(value: object) -> str:
    """A value such as requires_improvement as people say it."""
    return str(value).replace("_", " ").capitalize()
