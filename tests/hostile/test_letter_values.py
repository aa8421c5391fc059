"""What is filled into a letter: a value adds no header, and a mistake says where and not what."""

from __future__ import annotations

from typing import Any

import pytest

from engine.bundle import Bundle
from engine.errors import Permanent
from handlers.letters.texts import LetterTexts

KNOWN: dict[str, Any] = {"name": "Amy"}
MISTAKEN = {
    "text and a number": "{{ 'a' + 1 }}",
    "no division": "{{ 1 / 0 }}",
    "no date": "{{ name|day }}",
    "no number": "{% for i in range('a') %}{% endfor %}",
    "no function": "{{ name() }}",
    "no list": "{% for i in 5 %}{% endfor %}",
}
HEADERS = (
    "Amy\nBcc: all@example.org",
    "Amy\r\n\r\nBody",
    "a\u2028b",
    "a\u0085b",
    "a\0b",
    "a\u202eb",
)


def letter(subject: str, body: str, options: str = "") -> Bundle:
    """A bundle with one letter."""
    files = {"subject.txt": subject, "body.txt": body, "letter.toml": options}
    return Bundle({f"mail/loan/{name}": text.encode() for name, text in files.items()})


@pytest.mark.parametrize("kind", MISTAKEN)
def test_a_mistake_says_where_and_holds_no_value(kind: str) -> None:
    given = LetterTexts(letter("A loan", "Dear reader,\n" + MISTAKEN[kind]), "loan")
    with pytest.raises(Permanent, match=r"body\.txt, line 2") as refused:
        given.render(KNOWN)
    assert "Amy" not in str(refused.value)


@pytest.mark.parametrize("value", HEADERS)
def test_a_value_adds_no_header(value: str) -> None:
    """Given a name with an end of line, then no letter is written; and a message has one line."""
    with pytest.raises(Permanent, match="not one line"):
        LetterTexts(letter("For {{ name }}", "Hello"), "loan").render({"name": value})


@pytest.mark.parametrize("subject", ["A\nBcc: all@example.org", "", "{{ name }}" * 200])
def test_a_subject_is_one_short_line(subject: str) -> None:
    with pytest.raises(Permanent, match="not one line"):
        LetterTexts(letter(subject, "Hello"), "loan").render(KNOWN)


def test_a_letter_is_not_a_book() -> None:
    body = "{% for i in range(3000) %}" + "a" * 40 + "{% endfor %}"
    with pytest.raises(Permanent, match="longer than 100,000"):
        LetterTexts(letter("A loan", body), "loan").render(KNOWN)


@pytest.mark.parametrize(
    "options", ['template = "../../etc"', f"a = {'[' * 9_999}", "link = 1", 'sender = "a']
)
def test_settings_that_lead_elsewhere_are_refused(options: str) -> None:
    with pytest.raises(Permanent):
        LetterTexts(letter("A loan", "Hello", options), "loan")
