"""What people met differently in two simulations, in sentences: questions, answers, letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from web.studio.simulation.counts import Figures, Pair, Side
from web.studio.simulation.forms import Sheet, sheets
from web.studio.simulation.letters import Letter, letters
from web.words import count, plain


def met(live: Figures, change: Figures) -> Iterator[str]:
    """Forms first, then letters."""
    known = sheets(live, change)
    for sheet in known:
        yield from _sheet(sheet)
    yield from _renamed(known)
    for letter in letters(live, change):
        yield _letter(letter)


def _sheet(sheet: Sheet) -> Iterator[str]:
    name = f"the form “{sheet.title}”"
    if sheet.only:
        yield _one_side(name, "sent in", sheet.only, sheet.sent)
        return
    for one in sheet.questions:
        here = f"“{one.words}” in {name}"
        if one.only:
            yield _one_side(here, "asked", one.only, one.asked)
        elif one.was:
            times = _times(one.asked.change)
            yield f"With the change {here} is asked {times}; in force it reads “{one.was}”."


def _one_side(name: str, done: str, side: Side, number: Pair) -> str:
    if side == "in force":
        return f"With the change {name} is never {done}; in force it is, {_times(number.live)}."
    return f"With the change {name} is {done} {_times(number.change)}; in force it never is."


def _renamed(known: Sequence[Sheet]) -> Iterator[str]:
    """Each answer that is called otherwise: in how many questions, and how often it was chosen."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for question in (one for sheet in known for one in sheet.questions):
        for answer in question.answers:
            if answer.was:
                found[answer.was, answer.words].append(answer.chosen.change or 0)
    for (was, words), chosen in found.items():
        places = count(len(chosen), "question")
        yield (
            f"The answer “{was}” is called “{words}” with the change, in {places}; "
            f"it is chosen {_times(sum(chosen))}."
        )


def _letter(letter: Letter) -> str:
    name = f"The letter “{plain(letter.kind)}”"
    if letter.only:
        return f"{name} goes only {letter.only}: it is shown below."
    times = _times(letter.sent.change)
    return f"{name} reads differently with the change, and goes {times}: both are shown below."


def _times(number: int | None) -> str:
    return count(number or 0, "time")
