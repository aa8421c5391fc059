"""Letters and pages written to reach Python, or to fill the memory: refused by name."""

from __future__ import annotations

import pytest
from jinja2 import TemplateError

from handlers.letters.texts import environment
from tests.hostile.material import in_time

HOSTILE = (
    "{{ ''.__class__.__mro__ }}",
    "{{ name.__init__.__globals__ }}",
    "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "{{ 'a' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{% include '/etc/passwd' %}",
    "{{ nobody }}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_letter_reaches_nothing_and_fills_nothing(text: str) -> None:
    with in_time(), pytest.raises((TemplateError, TypeError)):
        environment().from_string(text).render(name="Amy")


def test_what_letters_need_still_works() -> None:
    text = "{% for n in range(3) %}{{ n * 2 }} {% endfor %}{{ name }}"
    assert environment().from_string(text).render(name="Amy") == "0 2 4 Amy"
