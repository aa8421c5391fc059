"""Pieces of FEEL that are put together to a translation."""

from __future__ import annotations

from dataclasses import dataclass

# How tightly a piece holds together; a looser one inside a tighter one needs brackets.
IF, OR, AND, COMPARED, SUM, PRODUCT, SIGNED, ATOM = range(8)


class Untranslatable(Exception):
    """The text has no exact FEEL; `reason` is a sentence without its full stop."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Piece:
    """FEEL text; `quoted` is its value when it is nothing but a quoted text, `whole` a number's."""

    text: str
    level: int = ATOM
    quoted: str | None = None
    whole: int | None = None
    held: str | None = None  # `execution` and the like: holders of variables, no values

    def at(self, level: int) -> str:
        """The text, in brackets when it is looser than `level`."""
        if self.held:
            raise Untranslatable(f'"{self.held}" has no meaning here: name the variable itself')
        return self.text if self.level >= level else f"({self.text})"


def quoted(value: str) -> Piece:
    """A text as FEEL writes it."""
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    text = text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return Piece(f'"{text}"', quoted=value)


def joined(left: Piece, sign: str, right: Piece, level: int) -> Piece:
    """Two pieces with a sign between them, the right one holding more tightly."""
    return Piece(f"{left.at(level)} {sign} {right.at(level + 1)}", level)


def call(name: str, *inputs: Piece) -> Piece:
    """A function of FEEL with its inputs."""
    return Piece(f"{name}({', '.join(one.at(IF) for one in inputs)})")


def choice(question: str, then: str, other: str) -> Piece:
    """FEEL's `if`."""
    return Piece(f"if {question} then {then} else {other}", IF)
