"""Values to try a letter on are invented from how it uses its names."""

from __future__ import annotations

import pytest

from handlers.invented import DAY, invented
from handlers.letters.texts import environment


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ about.month }}", {"month": "[month]"}),
        ("{{ about.due | day }}", {"due": DAY}),
        ("{% if about.version > 1 %}again{% endif %}", {"version": 3}),
        (
            "{% for one in about.late %}{{ one.name }}: {{ one.since | day }}{% endfor %}",
            {"late": [{"name": "[name]", "since": DAY}] * 2},
        ),
        ("{% if 'gap' in about.reasons %}a gap{% endif %}", {"reasons": ["gap"]}),
        ("{% if about.speed == 'now' %}at once{% endif %}", {"speed": "now"}),
        ("{{ about.late | length }}", {"late": ["[late]", "[late]"]}),
        ("{{ recipient.name }}", {}),
    ],
)
def test_a_name_gets_a_value_that_suits_its_use(text: str, value: object) -> None:
    assert invented(environment(), [text], "about") == value
    environment().from_string(text).render(about=value, recipient={"name": "Alex"})
