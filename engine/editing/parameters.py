"""bundle.toml's parameters and calendar as plain fields, and back: comments and order stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Comment, Whitespace
from tomlkit.items import Table as TomlTable

from engine.editing.kinds import READ, Kind, kind_of, shown
from engine.editing.words import WordRefused
from forms import toml

PARAMETERS, CALENDAR = "parameters", "calendar"
ABOUT = {
    "title": "What people call the bundle.",
    "owner": "Who answers for what it says.",
}
CLOSURES = (
    "Days on which the organisation is closed, besides weekends and bank holidays. One a line."
)
COUNTRY = "Whose bank holidays are no working days."


@dataclass(frozen=True)
class Setting:
    """One value an owner may change. `words` is the value as it is typed; `hint` the comment
    above it. `table` is "" for what stands before the first table."""

    table: str
    name: str
    kind: Kind
    words: str
    hint: str = ""

    @property
    def field(self) -> str:
        """Its name in a page's form."""
        return f"{self.table}.{self.name}" if self.table else self.name

    @property
    def label(self) -> str:
        """Its name in words."""
        return self.name.replace("_", " ").capitalize()


class SettingsRefused(ValueError):
    """Words that are no value of their setting's kind; `problems` has a sentence for each field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(self.problems.values()))


def settings_of(content: bytes) -> list[Setting]:
    """What can be changed in a bundle.toml, in its order. Raises forms.toml.TomlUnreadable."""
    document = _document(content)
    return [
        *_listed("", document, ABOUT),
        *_listed(PARAMETERS, _table(document, PARAMETERS)),
        *_calendar(_table(document, CALENDAR)),
    ]


def amended(content: bytes, words: Mapping[str, str]) -> bytes:
    """The file with these fields' words as values; what is not named stays byte for byte.

    Raises SettingsRefused when a field's words are not of its kind, and TomlUnreadable.
    """
    document = _document(content)
    problems: dict[str, str] = {}
    for setting in settings_of(content):
        given = words.get(setting.field)
        if given is None or setting.kind == "other" or _same(given, setting.words):
            continue
        try:
            _put(document, setting, READ[setting.kind](given.strip()))
        except WordRefused as no:
            problems[setting.field] = f"{setting.label} must be {no}"
    if problems:
        raise SettingsRefused(problems)
    return tomlkit.dumps(document).encode()


def _document(content: bytes) -> tomlkit.TOMLDocument:
    toml.read(content)
    try:
        return tomlkit.parse(content.decode("utf-8-sig"))
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise toml.TomlUnreadable("it is written in a way the page cannot keep") from error


def _table(document: tomlkit.TOMLDocument, name: str) -> Container | None:
    found = document.get(name)
    return found.value if isinstance(found, TomlTable) else None


def _listed(
    table: str, container: Container | None, only: Mapping[str, str] | None = None
) -> list[Setting]:
    """The plain values of a table, each with the comment that stands directly above it."""
    found: list[Setting] = []
    said: list[str] = []
    for key, item in container.body if container is not None else ():
        if isinstance(item, Comment):
            said.append(item.trivia.comment.lstrip("#").strip())
        elif isinstance(item, Whitespace):
            said = said if item.s.count("\n") == 0 else []
        if key is None:
            continue
        name, value = key.key, item.unwrap()
        if only is None or name in only:
            hint = only[name] if only else " ".join(said)
            found.append(Setting(table, name, kind_of(value), shown(value), hint))
        said = []
    return found


def _calendar(container: Container | None) -> list[Setting]:
    given: dict[str, Any] = container.unwrap() if container is not None else {}
    closures = given.get("closures", [])
    country = Setting(CALENDAR, "country", "text", str(given.get("country", "England")), COUNTRY)
    return [country, Setting(CALENDAR, "closures", "days", shown(closures), CLOSURES)]


def _put(document: tomlkit.TOMLDocument, setting: Setting, value: object) -> None:
    """Write the value; a comment behind it on its line stays."""
    if setting.table and setting.table not in document:
        document.add(setting.table, tomlkit.table())
    place: Any = _table(document, setting.table) if setting.table else document
    if place is None:
        return
    behind = place.item(setting.name).trivia if setting.name in place else None
    place[setting.name] = _listing(value) if isinstance(value, list) else value
    if behind is not None and behind.comment:
        now = place.item(setting.name).trivia
        now.comment_ws, now.comment = behind.comment_ws, behind.comment


def _listing(values: Sequence[object]) -> Any:
    made = tomlkit.array()
    made.extend(values)
    return made.multiline(len(values) > 4)


def _same(words: str, other: str) -> bool:
    return words.strip().replace("\r\n", "\n") == other
