"""What is wrong with an extract, said so that whoever made it can put it right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import PlumblineError


@dataclass(frozen=True)
class RowProblem:
    """One thing wrong: where it is, what it is and the remedy. `line` 0 means the whole file."""

    file: str
    line: int
    column: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        column = f", column {self.column}" if self.column else ""
        return f"{where}{column}: {self.sentence} {self.remedy}"


class ImportRefused(PlumblineError):
    """The extract was not imported, nothing of it; `problems` lists every row that is wrong."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = sorted(problems, key=lambda p: (p.file, p.line, p.column))
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(f"{self.problems[0]}{more}")


class Unreadable(Exception):
    """A cell does not hold what its column asks for."""

    def __init__(self, sentence: str, remedy: str) -> None:
        self.sentence, self.remedy = sentence, remedy
        super().__init__(sentence)
