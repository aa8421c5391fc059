"""form.toml: what a folder of sections says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from forms import asking, toml
from forms.errors import FormRefused
from forms.model import Group, Settings

WORDS = ("explain_label", "earlier_heading", "notice")


@dataclass(frozen=True)
class Manifest:
    """`sections` maps each section's key to its title, in the order they are shown.

    `decisions` has the decisions each section asks, by its key.
    """

    file: str
    title: str
    sections: Mapping[str, str]
    settings: Settings
    groups: tuple[Group, ...]
    decisions: Mapping[str, Mapping[str, str]]


def read(file: str, files: Mapping[str, bytes]) -> Manifest:
    """Read form.toml. Raises FormRefused when it is missing, broken or incomplete."""
    raw = _toml(file, files)
    title = raw.get("title")
    if not isinstance(title, str) or not title:
        raise FormRefused(file, "title", "The form has no title.", 'Add title = "…".')
    sections = _sections(file, raw)
    return Manifest(
        file,
        title,
        sections,
        _settings(file, raw),
        _groups(file, raw, sections),
        asking.by_section(file, raw.get("decisions", {}), sections),
    )


def _toml(file: str, files: Mapping[str, bytes]) -> dict[str, object]:
    if file not in files:
        remedy = "Add it, with title, order and [titles]."
        raise FormRefused(file, "", "The folder of sections has no form.toml.", remedy)
    try:
        return toml.read(files[file])
    except toml.TomlUnreadable as error:
        sentence = f"The file cannot be read: {error}."
        raise FormRefused(file, "", sentence, "Correct that line.") from error


def _sections(file: str, raw: Mapping[str, object]) -> dict[str, str]:
    order, titles = raw.get("order"), raw.get("titles")
    if not isinstance(order, list) or not isinstance(titles, dict):
        remedy = 'Add order = ["…"] and a table [titles] with a title for each.'
        raise FormRefused(file, "order", "The order or the titles are missing.", remedy)
    if untitled := [key for key in order if not isinstance(titles.get(key), str)]:
        sentence = f'The section "{untitled[0]}" has no title.'
        raise FormRefused(file, "titles", sentence, "Add it to [titles].")
    return {str(key): str(titles[key]) for key in order}


def _settings(file: str, raw: Mapping[str, object]) -> Settings:
    shortest = raw.get("explain_min_length", 1)
    if not (shortest.strip() if isinstance(shortest, str) else _counts(shortest)):
        sentence = "explain_min_length is not a whole number above 0, and no FEEL that gives one."
        raise FormRefused(file, "explain_min_length", sentence, "Write a number such as 15.")
    length = shortest if isinstance(shortest, int) else 1
    text = shortest.removeprefix("=").strip() if isinstance(shortest, str) else ""
    words = {name: str(raw[name]).strip() for name in WORDS if name in raw}
    captions = raw.get("captions")
    known = {str(k): str(v) for k, v in captions.items()} if isinstance(captions, dict) else {}
    return Settings(length, text, captions=known, **words)


def _counts(shortest: object) -> bool:
    return isinstance(shortest, int) and not isinstance(shortest, bool) and shortest > 0


def _groups(file: str, raw: Mapping[str, object], sections: Mapping[str, str]) -> tuple[Group, ...]:
    given = raw.get("groups", [])
    listed = [g for g in given if isinstance(g, dict)] if isinstance(given, list) else []
    groups = tuple(Group(str(g.get("title", "")), _keys(g)) for g in listed)
    placed = [key for group in groups for key in group.sections]
    if groups and sorted(placed) != sorted(sections):
        remedy = "Name every section of `order` in exactly one [[groups]]."
        raise FormRefused(file, "groups", "The groups do not hold each section once.", remedy)
    return groups


def _keys(group: Mapping[str, object]) -> tuple[str, ...]:
    keys = group.get("sections", [])
    return tuple(str(key) for key in keys) if isinstance(keys, list) else ()
