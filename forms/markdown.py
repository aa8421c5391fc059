"""The small markdown of text components: headings, paragraphs, bullets, bold, links, {{ FEEL }}.

The outcome is plain data, never HTML: the page's own escaping makes it safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*"
    r"|\[(?P<label>[^\]]+)\]\((?P<href>https?://[^)\s]+|/[^)\s/][^)\s]*|#[\w-]+)\)"
    r"|\{\{\s*(?P<feel>.+?)\s*\}\}",
    re.DOTALL,
)


@dataclass(frozen=True)
class Span:
    """A run of text, perhaps bold, perhaps a link."""

    text: str
    bold: bool = False
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A "heading", "paragraph" or "list"; each line is a tuple of spans."""

    kind: str
    lines: tuple[tuple[Span, ...], ...]


def expressions(text: str) -> list[str]:
    """The FEEL texts between {{ and }}, in order."""
    return [found.strip() for found in re.findall(r"\{\{(.+?)\}\}", text, re.DOTALL)]


def blocks(text: str, say: Callable[[str], str]) -> tuple[Block, ...]:
    """The text as blocks; `say` gives the words that stand for a FEEL text."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return tuple(_block(part, say) for part in parts if part)


def _block(part: str, say: Callable[[str], str]) -> Block:
    lines = [line.strip() for line in part.split("\n")]
    if part.startswith("#"):
        return Block("heading", (tuple(_spans(part.lstrip("# "), say)),))
    if all(line.startswith(("- ", "* ")) for line in lines):
        return Block("list", tuple(tuple(_spans(line[2:], say)) for line in lines))
    return Block("paragraph", tuple(tuple(_spans(line, say)) for line in lines))


def _spans(text: str, say: Callable[[str], str], bold: bool = False) -> list[Span]:
    spans, at = [], 0
    for found in _INLINE.finditer(text):
        spans.append(Span(text[at : found.start()], bold))
        spans.extend(_special(found, say, bold))
        at = found.end()
    spans.append(Span(text[at:], bold))
    return [span for span in spans if span.text]


def _special(found: re.Match[str], say: Callable[[str], str], bold: bool) -> list[Span]:
    if found["bold"]:
        return _spans(found["bold"], say, bold=True)
    if found["label"]:
        return [Span(found["label"], bold, found["href"])]
    return [Span(say(found["feel"].strip()), bold)]
