"""A bound section in a real browser, on a server that only notes what it is sent."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

import forms
from tests.forms.support import decide, environment

SCRIPTS = Path(forms.__file__).parents[1] / "web" / "static" / "vendor" / "pages"
ADDRESS = "http://form.test"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'"
PAGE = """<!doctype html><html lang="en"><title>Form</title><main>
{% from "form/components.html" import render_items %}
<form method="post" novalidate data-draft-url="/draft" data-draft-key="maya:1">
<input type="hidden" name="csrf_token" value="token">{{ render_items(bound) }}
<button type="submit" name="_action" value="continue">Continue</button>
<p data-draft-status role="status"></p></form>
<form method="post" action="/sign-out"><button>Sign out</button></form></main>
<script type="module" src="/user-task.js"></script>
<script type="module" src="/everywhere.js"></script></html>"""


@dataclass
class Server:
    """Stands in for the application: what it was sent, and how it answers a draft."""

    page: str
    status: int = 200
    hints: dict[str, str] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)

    def answer(self, route: Any) -> None:
        """Answer a request of the page, and note what it sent."""
        request = route.request
        path = request.url.removeprefix(ADDRESS)
        if path == "/draft":
            self.drafts.append(request.post_data or "")
            body = json.dumps({"saved_at": "2026-12-01T10:14:00", "hints": self.hints})
            return route.fulfill(status=self.status, body=body, content_type="application/json")
        if path.endswith(".js"):  # the script, and what it shares with others
            return route.fulfill(path=str(SCRIPTS / path[1:]), content_type="text/javascript")
        if request.method == "POST":
            self.posts.append(request.post_data or "")
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
        return route.fulfill(status=200, body=self.page, headers=headers)


Open = Callable[[forms.Bound], tuple[Any, Server]]


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Opens a bound section in a new browser window without any memory."""
    context = browser.new_context()
    template: jinja2.Template = environment().from_string(PAGE)

    def open_(bound: forms.Bound) -> tuple[Any, Server]:
        server = Server(Markup(template.render(bound=bound)))
        page = context.new_page()
        page.route("**/*", server.answer)
        page.goto(f"{ADDRESS}/tasks/1")
        return page, server

    yield open_
    context.close()


@pytest.fixture
def reflection(bundle_forms: dict[str, forms.Form], evaluate: forms.Evaluate) -> forms.Bound:
    """The social worker's reflection, with nothing answered yet."""
    return forms.bind(
        bundle_forms["reflection"].sections[0], context={}, evaluate=evaluate, decide=decide
    )


def kept(page: Any) -> list[str]:
    """The names under which the browser keeps something."""
    names: list[str] = page.evaluate("Object.keys(localStorage)")
    return names
