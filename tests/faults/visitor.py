"""Somebody with a plain browser, without scripts: keeps cookies, fills forms, presses buttons."""

from __future__ import annotations

import http.client
import http.cookiejar
import itertools
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

from lxml import html

Fields = list[tuple[str, str]]
PATIENCE = 60
USUAL = ("yes", "good")
TYPED = {"age": "9", "day": "1", "month": "2", "year": "2026"}
_numbers = itertools.count(1)


class Gone(Exception):
    """The server does not answer: nothing was acknowledged."""


class Visitor:
    """One person. `watch` is told of every posting, before it is sent and when it is answered."""

    def __init__(self, address: str, person: str, watch: Callable[[str, str], None]) -> None:
        self.address, self.person, self._watch = address, person, watch
        cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))

    def get(self, path: str) -> Any:
        """The page at a path of the server."""
        return self._page(urllib.parse.urljoin(self.address, path), None)

    def post(self, kind: str, path: str, fields: Fields) -> Any:
        """The page that follows. Raises Gone when the server dies before it has answered."""
        self._watch("sent", kind)
        page = self._page(
            urllib.parse.urljoin(self.address, path), urllib.parse.urlencode(fields).encode()
        )
        self._watch("answered", kind)
        return page

    def sign_in(self) -> None:
        """As the invented person; a sign-in outlives the server."""
        [form] = [f for f in self.get("/sign-in").forms if f.action.endswith("/sign-in/as")]
        self.post("sign-in", form.action, [*hidden(form), ("person", self.person)])

    def _page(self, address: str, body: bytes | None) -> Any:
        try:
            with self._opener.open(address, body, timeout=PATIENCE) as answer:
                text, final = answer.read(), answer.url
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{address}: {refused.code} {refused.read()[:2000]!r}") from None
        except (OSError, http.client.HTTPException) as error:
            raise Gone from error
        return html.document_fromstring(text or b"<html/>", base_url=final)


def hidden(form: Any) -> Fields:
    """What a form sends by itself."""
    return [(i.name, i.value or "") for i in form.inputs if getattr(i, "type", "") == "hidden"]


def filled(form: Any) -> Fields:
    """Everything a person could answer on a page, with words no other page has."""
    number = next(_numbers)
    found = dict(_answers(form, f"Words number {number}, typed with care."))
    return [*hidden(form), *found.items()]


def _answers(form: Any, words: str) -> Iterator[tuple[str, str]]:
    for field in form.inputs:
        kind = getattr(field, "type", None) or field.tag
        if kind == "radio":
            choices = form.inputs[field.name].value_options
            yield field.name, next((c for c in choices if c in USUAL), choices[0])
        elif kind == "select":
            yield field.name, next(value for value in field.value_options if value)
        elif kind == "checkbox":
            yield field.name, field.get("value", "on")
        elif kind in ("text", "textarea"):
            last = field.name.rpartition("-")[2]
            yield field.name, TYPED.get(last, words)
