"""A rule of the standard: a name, a level, and a function that finds where a file breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from engine.checks.standard.elements import Element, Elements, named
from engine.model import Finding, Level

Broken = Iterator[tuple[Element, str, str]]
Judge = Callable[[Elements], Broken]


@dataclass(frozen=True)
class Rule:
    """`also` names the rules, most of them of the gate, that say the same less exactly: at one
    element only this one speaks.
    """

    name: str
    level: Level
    judge: Judge
    also: tuple[str, ...] = ()

    def findings(self, elements: Elements) -> Iterator[Finding]:
        """Where the file breaks the rule. What has no id is named by what is around it."""
        for element, sentence, remedy in self.judge(elements):
            if not element.get("id") and element.sourceline:
                sentence = f"{sentence} See line {element.sourceline}."
            yield Finding(self.level, elements.file, named(element), sentence, remedy, self.name)


def rule(name: str, level: Level = "error", also: Iterable[str] = ()) -> Callable[[Judge], Rule]:
    """Make a rule of a function that yields the element, what is wrong, and what to do."""
    return lambda judge: Rule(name, level, judge, tuple(also))
