"""Which language a text is in, and what it is in FEEL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from engine.expressions.catalogue import FUNCTIONS
from engine.expressions.checking import check, names_used
from engine.expressions.errors import ExpressionFailed
from engine.expressions.foreign import languages
from engine.expressions.foreign.grammar import Grammar
from engine.expressions.foreign.pieces import Untranslatable
from engine.expressions.texts import strip_equals, text_problem

WRAPPED = re.compile(r"[$#]\{(?P<inside>[^{}]*)\}", re.DOTALL)
HOLE = re.compile(r"[$#]\{")
STATEMENT = re.compile(r"(?:return\b)?(?P<value>.*?);?\s*", re.DOTALL)
XPATH = re.compile(r"\bgetData(?:Object|Input|Output)\s*\(")
PLAIN = re.compile(r'true|false|-?\d+(?:\.\d+)?|"[^"\\]*"|\'[^\'\\]*\'|[-+:.\w]+')
IN_FEEL = frozenset(
    ("abs", "ceiling", "contains", "count", "floor", "max", "mean", "min", "modulo", "number")
) | frozenset(("matches", "string", "sum", *(one.name for one in FUNCTIONS)))


@dataclass(frozen=True)
class Reading:
    """How a text is read: `feel` is what runs, and `refusal` the sentence when nothing can."""

    written: str
    feel: str
    refusal: str | None = None

    @property
    def is_translated(self) -> bool:
        """Whether what runs is not what is written."""
        return self.refusal is None and self.feel != self.written


@lru_cache(maxsize=4096)
def read(text: str, language: str = "") -> Reading:
    """The text as FEEL, translated where it is in another language and has an exact meaning.

    `language` is the address or name the diagram gives for this very text; a text that is neither
    FEEL nor translatable, and is in no language by name, comes back as it is.
    """
    if languages.is_feel(language):
        return Reading(text, text)
    if XPATH.search(text) and not language:
        return _named(text, "XPath")
    if languages.is_translated(language) or WRAPPED.fullmatch(text.strip()):
        return _translated(text, named=bool(language))
    return _named(text, language)


def _named(text: str, language: str) -> Reading:
    if PLAIN.fullmatch(text.strip()):
        return _translated(text, named=False)
    name = languages.called(language)
    return Reading(text, text, f"it is written in {name}, which is not run here: write it in FEEL")


def _translated(text: str, *, named: bool) -> Reading:
    inside, wrapped = _unwrapped(text)
    if not (named or wrapped) and _is_feel(inside):
        return Reading(text, text)
    try:
        _small(inside)
        grammar = Grammar(_statement(inside), () if wrapped else IN_FEEL, named or wrapped)
        feel = grammar.whole()
    except Untranslatable as no:
        return Reading(text, text, _refusal(text, no) if named or HOLE.search(text) else None)
    if not (grammar.marked or wrapped) or check(feel, None):
        return Reading(text, text)
    return Reading(text, feel)


def _small(text: str) -> None:
    problem = text_problem(text, "expression")
    if problem:
        raise Untranslatable(problem)


def _refusal(text: str, no: Untranslatable) -> str:
    if HOLE.search(text) and not WRAPPED.fullmatch(text.strip()):
        return "only a part of it is in ${ }: write the whole in FEEL"
    return no.reason


def _unwrapped(text: str) -> tuple[str, bool]:
    bare = strip_equals(text) if not text.strip().startswith("==") else text
    found = WRAPPED.fullmatch(bare.strip())
    return (found["inside"], True) if found else (bare, False)


def _statement(text: str) -> str:
    found = STATEMENT.fullmatch(text.strip())
    return found["value"] if found else text


def _is_feel(text: str) -> bool:
    """FEEL by its grammar, naming only variables of one word and calling only functions."""
    if re.fullmatch(r"\s*(?:TRUE|True|FALSE|False|NULL|None)\s*", text) or check(text, None):
        return False
    try:
        names = names_used(text)
    except ExpressionFailed:
        return True
    return all(" " not in name for name in names) and not _calls_method(text)


def _calls_method(text: str) -> bool:
    return re.search(r"\.\s*[^\W\d]\w*\s*\(", re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)) is not None
