"""A .form file as JSON, within bounds: nothing that two readers would read differently."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from forms.errors import FormRefused

MOST_BYTES = 1_000_000
MOST_DEPTH = 20
MOST_LETTERS = 10_000
MOST_COMPONENTS = 500
LARGEST = 2**53
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
DEEP = f"The JSON is nested more than {MOST_DEPTH} deep."
UNREADABLE = ("The file cannot be read.", "Save it as UTF-8 JSON.")
Wrong = tuple[str, str]


class _Odd(ValueError):
    """JSON that can be read, and is not read here: sentence and remedy."""


def read(file: str, content: bytes) -> Mapping[str, Any]:
    """The record in a form file. Raises FormRefused, and nothing else."""
    if len(content) > MOST_BYTES:
        sentence = f"The file is larger than {MOST_BYTES // 1_000_000} MB."
        raise FormRefused(file, "", sentence, "Make several forms of it.")
    found = _loaded(file, content)
    if not isinstance(found, dict):
        raise FormRefused(file, "", "The file does not hold a form.", "Begin it with { … }.")
    if wrong := next(_wrong(found), None):
        raise FormRefused(file, "", *wrong)
    return found


def _loaded(file: str, content: bytes) -> object:
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_record, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        sentence = f"The JSON is broken at line {error.lineno}, column {error.colno}: {error.msg}."
        raise FormRefused(file, "", sentence, "Correct that line.") from error
    except _Odd as error:
        raise FormRefused(file, "", *error.args) from error
    except UnicodeDecodeError as error:
        raise FormRefused(file, "", *UNREADABLE) from error
    except RecursionError as error:
        raise FormRefused(file, "", DEEP, "Put less into one another.") from error
    except ValueError as error:
        raise FormRefused(file, "", *_TOO_LONG) from error


_TOO_LONG = ("It holds a number that is too large.", "Write a number of at most 15 digits.")


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Odd(f'A record has the name "{twice}" twice.', "Take one of them out.")
    return found


def _no_number(name: str) -> NoReturn:
    raise _Odd(f"It holds {name}, which is no number.", "Write a number of digits.")


def _wrong(record: Mapping[str, Any]) -> Iterator[Wrong]:
    level: list[object] = [record]
    for _ in range(MOST_DEPTH):
        for one in level:
            yield from _wrong_leaf(one)
        level = [part for one in level for part in _parts(one)]
    if level:
        yield DEEP, "Put less into one another."


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _wrong_leaf(value: object) -> Iterator[Wrong]:
    if isinstance(value, str):
        if NO_TEXT.search(value):
            yield "A text holds a character that cannot be written.", "Write the text again."
        if len(value) > MOST_LETTERS:
            sentence = f"A text is longer than {MOST_LETTERS:,} characters."
            yield sentence, "Make several texts of it."
    elif isinstance(value, int | float) and not -LARGEST <= value <= LARGEST:
        yield _TOO_LONG
