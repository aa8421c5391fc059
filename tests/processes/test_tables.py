"""The tables as a whole."""

from __future__ import annotations

import re

from engine.bundle import Bundle


def test_every_row_says_where_it_comes_from(bundle: Bundle) -> None:
    for path in bundle.paths(".dmn"):
        rules = bundle.text(path).split("<rule ")[1:]
        notes = re.findall(
            r"<rule [^>]*>\s*<description>([^<]{15,})</description>", bundle.text(path)
        )
        assert len(notes) == len(rules), path
