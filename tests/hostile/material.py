"""What the files of this folder share: small diagrams to spoil, and a judge with a watch."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from engine.bundle import Bundle
from engine.model import Finding
from tests.engine.spiff.drawing import HEAD, line

# A guard against what never ends, with room for a machine several times slower: no bench.
MOST_SECONDS = 20.0
FINE = line('<task id="t" name="Count the books"/>')


def file(body: str = FINE, before: str = "") -> str:
    """A whole .bpmn file, with something before its root element."""
    return f"{before}{HEAD}{body}</definitions>"


def bundle(*bodies: str, **files: str | bytes) -> Bundle:
    """A bundle with a diagram of each body, and other files ("." is written as "__")."""
    content = {"bundle.toml": b'key = "hostile"\n'}
    content |= {f"d{n}.bpmn": file(body).encode() for n, body in enumerate(bodies)}
    for name, given in files.items():
        text = given if isinstance(given, bytes) else given.encode()
        content[name.replace("___", "/").replace("__", ".")] = text
    return Bundle(content)


@contextmanager
def in_time() -> Iterator[None]:
    """What is inside is over within the processor's time that a guard allows."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < MOST_SECONDS


def errors(found: list[Finding]) -> list[Finding]:
    """The errors, each of them complete: a file, a sentence and a remedy."""
    wrong = [one for one in found if one.level == "error"]
    assert all(one.file and one.sentence and one.remedy for one in wrong)
    return wrong
