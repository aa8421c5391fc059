"""What the form language refuses, in words for the person who wrote the form."""

from __future__ import annotations


class FormRefused(Exception):
    """A form file cannot be used: which file, which component, what is wrong and what to do."""

    def __init__(self, file: str, component: str, sentence: str, remedy: str) -> None:
        self.file, self.component = file, component
        self.sentence, self.remedy = sentence, remedy
        where = f"{file}: {component}" if component else file
        super().__init__(f"{where}: {sentence} {remedy}")
