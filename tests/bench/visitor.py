"""A person at a browser, as far as a server can tell: signs in and opens what is in the inbox."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

VISITORS, ROUNDS = 16, 3


def visit_all(address: str) -> None:
    """So many people at once, each opening the pages a working morning begins with."""
    with ThreadPoolExecutor(VISITORS) as pool:
        list(pool.map(lambda _number: _visit(address), range(VISITORS)))


def _visit(address: str) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = _open(browser, f"{address}/sign-in")
    token = _first(r'name="csrf_token" value="([^"]+)"', page)
    person = _first(r'name="person" value="([^"]+)"', page)
    answer = urlencode({"csrf_token": token, "person": person, "wanted": ""}).encode()
    inbox = browser.open(f"{address}/sign-in/as", answer).read().decode()
    user_task = _first(r'href="(/tasks/[0-9a-f-]{36})"', inbox)
    for _ in range(ROUNDS):
        for path in (user_task, "/tasks", "/audits", "/processes/case_audit"):
            _open(browser, address + path)


def _open(browser: OpenerDirector, url: str) -> str:
    return str(browser.open(url).read().decode())


def _first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found, f"no {pattern} on the page"
    return found[1]
