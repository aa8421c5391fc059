"""What the form language refuses, in words for the person who wrote the form."""

from __future__ import annotations

MOST_NAMED = 60
MOST_SAID = 400


class FormRefused(Exception):
    """A form file cannot be used: which file, which component, what is wrong and what to do."""

    def __init__(self, file: str, component: str, sentence: str, remedy: str) -> None:
        self.file, self.component = file, _shown(component, MOST_NAMED)
        self.sentence, self.remedy = _shown(sentence, MOST_SAID), remedy
        where = f"{file}: {self.component}" if component else file
        super().__init__(f"{where}: {self.sentence} {remedy}")


def _shown(text: str, most: int) -> str:
    """What a file holds as a message may hold it: what can be seen, and not too much of it."""
    short = text if len(text) <= most else f"{text[:most]}…"
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in short
    )
