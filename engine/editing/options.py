"""Single values of a small TOML file, set in place: its comments and its order stay."""

from __future__ import annotations

from collections.abc import Mapping

import tomlkit
from tomlkit.exceptions import TOMLKitError

from forms import toml


def with_options(content: bytes, values: Mapping[str, object]) -> bytes:
    """The file with these values before its first table; None takes one out, and what is as it
    should be already is left alone. Raises forms.toml.TomlUnreadable."""
    there = toml.read(content)
    try:
        document = tomlkit.parse(content.decode("utf-8-sig"))
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise toml.TomlUnreadable("it is written in a way the page cannot keep") from error
    for name, value in values.items():
        if value is None:
            document.pop(name, None)
        elif there.get(name) != value:
            document[name] = value
    return tomlkit.dumps(document).encode()
