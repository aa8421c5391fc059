"""Letters and pages written to reach Python, to fill the memory, to never end, or to add a header.

A letter that never ends is not waited for: its work is counted, so it stops after so much of it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from jinja2 import DictLoader, StrictUndefined, TemplateError

from engine.bundle import Bundle
from engine.errors import Permanent
from engine.registry import Registry
from handlers.checking import check
from handlers.documents.pages import fill
from handlers.letters.texts import LetterTexts, environment
from handlers.sandbox import Sandbox
from handlers.sandbox import work as budget
from handlers.sandbox.work import MOST_STEPS
from tests.hostile.material import bundle, errors, in_time

DOUBLE = "{% set n = namespace(x='ab') %}{% for i in range(60) %}"
TIMES = "{% for i in range(9999) %}"
END = "{% endfor %}"
KNOWN: dict[str, Any] = {"name": "Amy", "day": date(2026, 1, 1), "rows": [1, 2], "more": {"a": 1}}
REACH = {
    "a class": "{{ ''.__class__.__mro__ }}",
    "a class by item": "{{ ''['__class__'] }}",
    "a class by filter": "{{ ''|attr('__class__') }}",
    "a class by map": "{{ ['']|map(attribute='__class__')|list }}",
    "the globals": "{{ name.__init__.__globals__ }}",
    "all classes": "{{ ().__class__.__bases__[0].__subclasses__() }}",
    "a format": "{{ '{0.__class__}'.format(name) }}",
    "a format of a record": "{{ '{a.__class__}'.format_map(more) }}",
    "a format by filter": "{{ '%s'|format(name) }}",
    "a cycler": "{{ cycler.__init__.__globals__.os }}",
    "itself": "{{ self.__init__ }}",
    "a macro": "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "a file": "{% include '/etc/passwd' %}",
    "a name nobody fills in": "{{ nobody }}",
}
FILL = {
    "text times a number": "{{ 'a' * 1000000000 }}",
    "a list times a number": "{{ [1] * 1000000000 }}",
    "a number times text": "{{ 1000000000 * 'a' }}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "a number that grows": "{% set n = namespace(x=9) %}{% for i in range(40) %}"
    "{% set n.x = n.x * n.x %}{% endfor %}{{ n.x }}",
    "a width": '{{ "%1000000000d" % 1 }}',
    "a width in a format": "{{ '{:1000000000}'.format(1) }}",
    "center": "{{ 'a'|center(1000000000) }}",
    "a method that centres": "{{ 'a'.center(1000000000) }}",
    "indent": "{{ 'a'|indent(1000000000, true) }}",
    "wordwrap": "{{ 'a b'|wordwrap(1, true, 'x') }}",
    "ljust": "{{ 'a'.ljust(1000000000) }}",
    "zfill": "{{ '1'.zfill(1000000000) }}",
    "tabs": "{{ '\t'.expandtabs(1000000000) }}",
    "bytes of a number": "{{ (1).to_bytes(1000000000, 'big') }}",
    "invented text": "{{ lipsum(1000000) }}",
    "a batch": "{{ [1]|batch(1000000000, 'a')|list }}",
    "slices": "{{ [1]|slice(1000000000)|list }}",
    "places": "{{ 1.5|round(1000000000, 'floor') }}",
    "text that doubles": DOUBLE + "{% set n.x = n.x ~ n.x %}" + END,
    "text added to itself": DOUBLE + "{% set n.x = n.x + n.x %}" + END,
    "text written twice": DOUBLE + "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}" + END,
    "text through a macro": "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}"
    + DOUBLE
    + "{% set n.x = m(n.x) %}"
    + END,
    "text joined to itself": DOUBLE + "{% set n.x = [n.x, n.x]|join %}" + END,
    "text in place of text": DOUBLE + "{% set n.x = n.x|replace('a', n.x) %}" + END,
    "text between": DOUBLE + "{% set n.x = range(9999)|join(n.x) %}" + END,
    "lists in lists": DOUBLE + "{% set n.x = [n.x, n.x] %}" + END + "{{ n.x }}",
    "tuples in tuples": DOUBLE + "{% set n.x = (n.x, n.x) %}" + END + "{{ n.x }}",
    "records in records": DOUBLE + "{% set n.x = {'a': n.x, 'b': n.x} %}" + END + "{{ n.x }}",
    "records by call": DOUBLE + "{% set n.x = dict(a=n.x, b=n.x) %}" + END + "{{ n.x }}",
    "a namespace in another": DOUBLE + "{% set n.x = namespace(a=n.x, b=n.x) %}" + END,
    "a list added to": "{% set x = ['a'] %}{% for i in range(40) %}"
    "{% set _ = x.append(x + x) %}{% endfor %}{{ x }}",
    "a list in itself": "{% set x = [] %}{% set _ = x.append(x) %}{{ x }}",
}
NEVER_END = {
    "a long range": "{% for i in range(1000000000) %}x{% endfor %}",
    "a range beyond numbers": "{% for i in range(10 ** 30) %}x{% endfor %}",
    "loops in loops": TIMES * 3 + END * 3,
    "a loop that finds nothing": TIMES + "{% for j in range(9999) if false %}{% endfor %}" + END,
    "loops over text": TIMES + "{% for j in name * 1 ~ 'a' %}{% endfor %}" + END,
    "loops through filters": TIMES + "{% for j in range(9999)|map('string') %}{% endfor %}" + END,
    "a sum in a loop": "{% set x = range(9999)|list %}" + TIMES + "{{ x|sum }}" + END,
    "a search in a loop": "{% set x = range(9999)|list %}" + TIMES + "{{ -1 in x }}" + END,
    "a test in a loop": "{% set x = range(9999)|list %}" + TIMES + "{{ -1 is in x }}" + END,
    "a comparison in a loop": "{% set x = range(9999)|list %}{% set y = range(9999)|list %}"
    + TIMES
    + "{{ x == y }}"
    + END,
    "copies in a loop": f"{{% set x = '{'a' * 50_000}' %}}" + TIMES + "{{ x[1:]|length }}" + END,
    "methods in a loop": f"{{% set x = '{'a' * 50_000}' %}}{TIMES}{{% if x.lower() %}}{{% endif %}}"
    + END,
    "text of the template": f"{TIMES}{'a' * 10_000}{END}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}"
    "{% endif %}{% endmacro %}{{ m(40) }}",
    "a macro that does nothing": "{% macro m() %}{% endmacro %}" + TIMES * 2 + "{% set a = m() %}"
    + END * 2,
    "a loop that calls itself": "{% for i in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
}  # fmt: skip
NO_TEMPLATE = {
    "brackets 5,000 deep": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "lists 5,000 deep": "{{ " + "[" * 5_000 + "]" * 5_000 + " }}",
    "5,000 signs": "{{ " + "- " * 5_000 + "1 }}",
    "5,000 nots": "{{ " + "not " * 5_000 + "1 }}",
    "5,000 dots": "{{ name" + ".a" * 5_000 + " }}",
    "5,000 sums": "{{ 1" + " + 1" * 5_000 + " }}",
    "5,000 conditions": "{% if 1 %}" * 5_000 + "{% endif %}" * 5_000,
    "60 loops": "{% for i in rows %}" * 60 + "{% endfor %}" * 60,
    "a number of 10,000 digits": "{{ " + "9" * 10_000 + " }}",
    "300,000 characters": "a" * 300_000,
    "not closed": "{% if 1 %}",
    "escaping stopped": "{% autoescape false %}{{ name }}{% endautoescape %}",
    "nothing escaped": "{{ name|safe }}",
    "no such filter": "{{ name|pprint }}",
}
MISTAKEN = {
    "text and a number": "{{ 'a' + 1 }}",
    "no division": "{{ 1 / 0 }}",
    "no date": "{{ name|day }}",
    "no number": "{% for i in range('a') %}{% endfor %}",
    "no function": "{{ name() }}",
    "no list": "{% for i in 5 %}{% endfor %}",
}
HEADERS = (
    "Amy\nBcc: all@example.org",
    "Amy\r\n\r\nBody",
    "a\u2028b",
    "a\u0085b",
    "a\0b",
    "a\u202eb",
)

REGISTRY = Registry([])


def letter(subject: str, body: str, options: str = "") -> Bundle:
    """A bundle with one letter."""
    files = {"subject.txt": subject, "body.txt": body, "letter.toml": options}
    return Bundle({f"mail/loan/{name}": text.encode() for name, text in files.items()})


@pytest.fixture(autouse=True)
def _sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the work."""
    monkeypatch.setattr(budget, "MOST_STEPS", MOST_STEPS // 10)
    monkeypatch.setattr(budget, "MOST_LETTERS", budget.MOST_LETTERS // 10)


@pytest.mark.parametrize("text", [*REACH.values(), *FILL.values()], ids=[*REACH, *FILL])
def test_a_letter_reaches_nothing_and_fills_nothing(text: str) -> None:
    with in_time(), pytest.raises(TemplateError):
        environment().from_string(text).render(KNOWN)


@pytest.mark.parametrize("kind", NEVER_END)
def test_a_letter_that_never_ends_is_stopped(kind: str) -> None:
    with in_time(), pytest.raises(TemplateError):
        environment().from_string(NEVER_END[kind]).render(KNOWN)


@pytest.mark.parametrize("kind", NO_TEMPLATE)
def test_a_text_that_is_no_letter_is_refused_before_it_is_deployed(kind: str) -> None:
    files = {"mail___loan___subject__txt": "A loan", "mail___loan___body__txt": NO_TEMPLATE[kind]}
    with in_time():
        found = errors(check(bundle(**files), REGISTRY))
    assert "mail/loan/body.txt" in [f.file for f in found]


@pytest.mark.parametrize("kind", MISTAKEN)
def test_a_mistake_says_where_and_holds_no_value(kind: str) -> None:
    given = LetterTexts(letter("A loan", "Dear reader,\n" + MISTAKEN[kind]), "loan")
    with pytest.raises(Permanent, match=r"body\.txt, line 2") as refused:
        given.render(KNOWN)
    assert "Amy" not in str(refused.value)


@pytest.mark.parametrize("value", HEADERS)
def test_a_value_adds_no_header(value: str) -> None:
    """Given a name with an end of line, then no letter is written; and a message has one line."""
    with pytest.raises(Permanent, match="not one line"):
        LetterTexts(letter("For {{ name }}", "Hello"), "loan").render({"name": value})


@pytest.mark.parametrize("subject", ["A\nBcc: all@example.org", "", "{{ name }}" * 200])
def test_a_subject_is_one_short_line(subject: str) -> None:
    with pytest.raises(Permanent, match="not one line"):
        LetterTexts(letter(subject, "Hello"), "loan").render(KNOWN)


def test_a_letter_is_not_a_book() -> None:
    body = "{% for i in range(3000) %}" + "a" * 40 + "{% endfor %}"
    with pytest.raises(Permanent, match="longer than 100,000"):
        LetterTexts(letter("A loan", body), "loan").render(KNOWN)


@pytest.mark.parametrize(
    "options", ['template = "../../etc"', f"a = {'[' * 9_999}", "link = 1", 'sender = "a']
)
def test_settings_that_lead_elsewhere_are_refused(options: str) -> None:
    with pytest.raises(Permanent):
        LetterTexts(letter("A loan", "Hello", options), "loan")


@pytest.mark.parametrize("many", [1, 2])
def test_pages_that_hold_each_other_are_stopped(many: int) -> None:
    """Given 40 pages of which each holds the next twice, then not 2^40 of them are made."""
    inside = {f"{n}.html": ("{% include '" + str(n + 1) + ".html' %}") * 2 for n in range(40)}
    itself = {"0.html": "{% include '0.html' %}{% extends '0.html' %}"}
    loader = DictLoader({**(inside if many == 2 else itself), "40.html": ""})
    made = Sandbox(loader=loader, undefined=StrictUndefined)
    with in_time(), pytest.raises(TemplateError):
        made.get_template("0.html").render()


def test_a_page_that_never_ends_is_a_finding_before_it_is_deployed() -> None:
    files = {"documents___stage_1__html": TIMES * 2 + END * 2}
    with in_time():
        [found] = errors(check(bundle(**files), REGISTRY))
    assert found.file == "documents/stage_1.html"
    assert "steps" in found.sentence


def test_a_value_in_a_page_is_escaped() -> None:
    content = {"documents/a.html": b"{{ a }}{{ a|upper }}{{ a ~ a }}{{ [a, a]|join }}"}
    assert "<" not in fill(Bundle(content), "a.html", {"a": "<b>"})


def test_what_letters_need_still_works() -> None:
    text = (
        "{% for n in rows %}{{ n * 2 }}{{ ', ' if not loop.last }}{% endfor %} {{ name|upper }} "
        "{{ name.lower() }} {{ rows|join('; ') }} {{ day|day }} {{ more.get('a') }} {{ 7 % 4 }} "
        "{% for k, v in more.items() %}{{ k ~ v }}{% endfor %} {{ name[:2] }} {{ rows|length }}"
    )
    said = environment().from_string(text).render(KNOWN)
    assert said == "2, 4 AMY amy 1; 2 1 January 2026 1 3 a1 Am 2"
