"""The sections of a form, as form.toml lists them: titles, order, one more, one less."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from engine.editing.question import QuestionRefused, key_of
from forms import toml

FIRST = "Words for whoever fills this section in."


def sections_of(content: bytes) -> dict[str, str]:
    """The titles of the sections by key, in order. Raises forms.toml.TomlUnreadable."""
    said = toml.read(content)
    order, titles = said.get("order"), said.get("titles")
    known = titles if isinstance(titles, dict) else {}
    return {str(k): str(known.get(k, k)) for k in (order if isinstance(order, list) else ())}


def with_sections(content: bytes, title: str, titles: Mapping[str, str]) -> bytes:
    """The file with this title of the form, and exactly these sections in this order.

    A section that is new is put into the last group, one that is gone is taken out of its own.
    """
    document = _document(content)
    if title and document.get("title") != title:
        document["title"] = title
    order = document.get("order")
    if not isinstance(order, list) or list(order) != list(titles):
        document["order"] = _listed(titles)
    if not isinstance(document.get("titles"), dict):
        document["titles"] = tomlkit.table()
    named: Any = document["titles"]
    for key in [key for key in named if key not in titles]:
        del named[key]
    for key, words in titles.items():
        if named.get(key) != words:
            named[key] = words
    _group(document, list(titles))
    return tomlkit.dumps(document).encode()


def new_section(titles: Mapping[str, str], title: str) -> tuple[str, bytes]:
    """The key of a new section with this title, and its page. QuestionRefused without a title."""
    if not title.strip():
        raise QuestionRefused("Enter the title of the new section.")
    key = key_of(title, set(titles))
    page = {
        "type": "default",
        "id": f"section_{key}",
        "components": [{"type": "text", "text": FIRST, "id": f"c_{key}_words"}],
    }
    return key, (json.dumps(page, indent=2, ensure_ascii=False) + "\n").encode()


def _document(content: bytes) -> tomlkit.TOMLDocument:
    toml.read(content)
    try:
        return tomlkit.parse(content.decode("utf-8-sig"))
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise toml.TomlUnreadable("it is written in a way the page cannot keep") from error


def _group(document: Any, keys: Sequence[str]) -> None:
    groups = document.get("groups")
    if not isinstance(groups, list) or not all(_is_group(one) for one in groups) or not groups:
        return
    placed = {key for group in groups for key in group.get("sections", ())}
    for group in groups:
        kept = [key for key in group.get("sections", ()) if key in keys]
        kept += [key for key in keys if key not in placed] if group is groups[-1] else []
        if list(group.get("sections", ())) != kept:
            group["sections"] = _listed(kept)


def _is_group(group: Any) -> bool:
    return isinstance(group, dict) and isinstance(group.get("sections", []), list)


def _listed(values: Any) -> Any:
    made = tomlkit.array()
    made.extend(list(values))
    return made
