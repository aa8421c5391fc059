"""The pages of the file that is handed over: plain HTML that any browser shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import Environment

from handlers.subject_access.content import BLACK, Line
from handlers.subject_access.tables import SubjectItem, SubjectSearch

PAGES = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
FRAME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<p>OFFICIAL-SENSITIVE</p>
<h1>{{ title }}</h1>
%s
</body></html>
"""
INDEX = PAGES.from_string(
    FRAME
    % """<p>What the case file audit programme holds, found on {{ found_on }}.
Where words were removed stands {{ black }}.</p>
<h2>Included</h2>
<ol>{% for item in included %}
<li value="{{ item.number }}"><a href="{{ names[item.number] }}">{{ item.title }}</a>,
{{ item.at.strftime("%-d %B %Y") }}
{%- if item.words.get("blackout") %}. Words were removed: {{ item.words["reason"] }}{% endif %}</li>
{% else %}
<li>Nothing.</li>
{% endfor %}</ol>
<h2>Withheld</h2>
<ol>{% for item in withheld %}
<li value="{{ item.number }}">A record of {{ item.at.strftime("%-d %B %Y") }}:
{{ item.words["reason"] }}</li>
{% else %}
<li>Nothing.</li>
{% endfor %}</ol>"""
)
ITEM = PAGES.from_string(
    FRAME
    % """<dl>{% for label, text in lines %}
<dt><strong>{{ label }}</strong></dt><dd style="white-space: pre-line">{{ text }}</dd>
{% endfor %}</dl>
<p><a href="index.html">Index</a></p>"""
)


def index_page(row: SubjectSearch, items: Sequence[SubjectItem], names: Mapping[int, str]) -> str:
    """The list of what is included and what is withheld, each with the reason given."""
    return INDEX.render(
        title=f"Request {row.reference}",
        found_on=f"{row.searched_at:%-d %B %Y}",
        black=BLACK,
        names=names,
        included=[item for item in items if item.number in names],
        withheld=[item for item in items if item.number not in names],
    )


def item_page(title: str, lines: Sequence[Line]) -> str:
    """One record, as it is handed over."""
    return ITEM.render(title=title, lines=lines)
