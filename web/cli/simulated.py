"""What a simulation came to, as an owner reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from web.cli.refusal import columns
from web.words import count, month_name

Figures = Mapping[str, Any]
HINT = "Nothing went wrong: every audit is accounted for, and each letter left once."


def as_text(found: Figures) -> str:
    """Paragraphs and tables, the most important first."""
    parts = (_beginning(found), _audits(found), _completion(found), _letters(found))
    more = (_days(found), _work(found), _load(found), _other(found), _trouble(found))
    return "\n\n".join(part for part in (*parts, *more) if part)


def _beginning(found: Figures) -> str:
    about = found["simulation"]
    months = " to ".join(
        month_name(m) for m in dict.fromkeys((about["months"][0], about["months"][-1]))
    )
    sized = f" for {about['audits']} audits" if "audits" in about else ""
    return (
        f"{months}, profile {about['profile']}{sized}, seed {about['seed']}, behaviour "
        f"{about['behaviour']}.\nIt ended on {about['until']}, {about['ended']}."
    )


def _audits(found: Figures) -> str:
    kept = found["conservation"]
    states = ("concluded", "discounted", "cancelled", "open")
    return (
        f"{count(kept['issued'], 'audit')} issued: "
        + ", ".join(f"{kept[state]} {state}" for state in states)
        + "."
    )


def _completion(found: Figures) -> str:
    rows: list[tuple[str, ...]] = [("Area", "Counted", "In time", "Late", "Not done", "In time %")]
    rows += [
        (
            "All areas" if area == "all" else area,
            *(str(row[name]) for name in ("counted", "in_time", "late", "not_done")),
            f"{row['share_in_time']:.0%}",
        )
        for area, row in sorted(found["completion"].items(), key=lambda one: one[0] == "all")
    ]
    return columns(rows)


def _letters(found: Figures) -> str:
    letters = found["letters"]
    rows: list[tuple[str, ...]] = [
        ("Letter", "Sent"),
        *((kind, str(n)) for kind, n in letters["by_kind"].items()),
    ]
    head = f"{count(letters['sent'], 'letter')}, {letters['chasers']['sent']} of them chasers."
    return f"{head}\n{columns(rows)}"


def _days(found: Figures) -> str:
    days = found["letters"]["by_day"]
    most = max(days.values(), default=1)
    lines = (f"{day}  {n:>4}  {'#' * max(1, round(n * 50 / most))}" for day, n in days.items())
    return "\n".join(["Letters by day", *lines])


def _work(found: Figures) -> str:
    rows: list[tuple[str, ...]] = [
        ("User task", "Asked", "Done", "Late", "Median days", "Most days")
    ]
    for task in found["user_tasks"].values():
        days = task["working_days"]
        rows.append(
            (
                task["name"],
                *(str(task[name]) for name in ("asked", "done", "late")),
                str(days.get("median", "")),
                str(days.get("highest", "")),
            )
        )
    return columns(rows)


def _load(found: Figures) -> str:
    roles: list[tuple[str, ...]] = [
        ("Role", "People", "User tasks", "Most open at once for one person")
    ]
    roles += [
        (role, *(str(row[name]) for name in ("people", "user_tasks", "most_open_at_once")))
        for role, row in found["load"]["by_role"].items()
        if row["user_tasks"]
    ]
    people: list[tuple[str, ...]] = [
        ("Who had most to do", "User tasks", "Most open at once", "Letters")
    ]
    people += [
        (one["name"], *(str(one[n]) for n in ("user_tasks", "most_open_at_once", "letters")))
        for one in found["load"]["busiest"]
    ]
    return f"{columns(roles)}\n\n{columns(people)}"


def _other(found: Figures) -> str:
    outcomes = found["outcomes"]
    lines = [
        f"{outcomes['moderated']} moderated, {outcomes['decided_by_an_officer']} of them decided "
        f"by an officer. {count(found['documents'], 'document')}."
    ]
    for kind, row in found["follow_ups"].items():
        ended = ", ".join(f"{n} {how}" for how, n in row.items() if how != "begun")
        lines.append(f"{kind.replace('_', ' ').capitalize()}: {row['begun']} begun, {ended}.")
    return "\n".join(lines)


def _trouble(found: Figures) -> str:
    return "\n".join(_troubles(found)) or HINT


def _troubles(found: Figures) -> Iterator[str]:
    letters = found["letters"]
    if not found["conservation"]["holds"]:
        yield "The audits do not add up."
    for name, words in (("twice", "left twice"), ("without_a_step", "left without a step")):
        if letters[name]:
            yield f"{count(letters[name], 'letter')} {words}."
    for kind, number in letters["not_sent"].items():
        yield f"{count(number, 'letter')} {kind} not sent."
    for one in found["incidents"]:
        yield f"Incident at {one['element']}: {one['sentence']}"
    for about, sentence in found["stuck"].items():
        yield f"Nobody could do {about}: {sentence}"
    if found["stalled"]:
        yield f"{count(found['stalled'], 'process instance')} waits for nothing."
