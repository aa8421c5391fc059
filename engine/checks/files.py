"""Files that are text can be read as text. Forms and letters are judged by those who read them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.subject import Subject
from engine.model import Finding
from forms import toml

TEXTS = (".toml", ".html", ".css", ".md")
OTHERS = ("forms/", "mail/")


def findings(subject: Subject) -> Iterator[Finding]:
    """Text that is not UTF-8, and TOML that is broken."""
    for path, content in subject.bundle.files.items():
        if not path.endswith(TEXTS) or path.startswith(OTHERS):
            continue
        try:
            content.decode()
            if path.endswith(".toml"):
                toml.read(content)
        except UnicodeDecodeError:
            yield Finding("error", path, "", "The file is not UTF-8.", "Save it as UTF-8 text.")
        except toml.TomlUnreadable as error:
            sentence = f"The file cannot be read: {error}."
            yield Finding("error", path, "", sentence, "Correct the line named.")
