"""The pages of the file that is handed over: plain HTML that any browser shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

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
EVERYTHING = PAGES.from_string(
    FRAME
    % """<p>Everything the case file audit programme holds about {{ about }}, found on
{{ found_on }}: what belongs to them, and whatever else names them. Nothing was removed: read it
before anybody else gets it, as it tells of others too. The same stands in everything.json.</p>
{% if documents %}<h2>Documents</h2>
<ul>{% for one in documents %}<li><a href="{{ one }}">{{ one }}</a></li>{% endfor %}</ul>{% endif %}
{% for title, records in groups.items() %}
<h2>{{ title }} ({{ records | length }})</h2>
{% for lines in records %}
<dl>{% for label, text in lines %}
<dt><strong>{{ label }}</strong></dt><dd style="white-space: pre-wrap">{{ text }}</dd>
{% endfor %}</dl>
<hr>
{% endfor %}
{% else %}
<p>Nothing.</p>
{% endfor %}"""
)
Groups = Mapping[str, Sequence[Sequence[Line]]]


def everything_page(about: str, now: datetime, groups: Groups, documents: Sequence[str]) -> str:
    """All records by what they are, with links to the documents beside the page."""
    found_on = f"{now:%-d %B %Y}"
    return EVERYTHING.render(
        title="Everything that is held", about=about, found_on=found_on, groups=groups,
        documents=documents,
    )  # fmt: skip


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
