"""An administrator adds a program, reads what it may ask for, and ends it, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect


def test_a_client_is_added_its_token_seen_once_and_ended(
    new_page: Callable[..., Any], axe: Callable[[Any], None]
) -> None:
    page = new_page()
    page.goto("/operations/clients")
    page.get_by_role("button", name=re.compile("Ada Admin")).click()
    axe(page)
    page.get_by_role("button", name="Add a client").click()
    page.get_by_role("button", name="Add it and show its token").click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)
    page.get_by_label("Name", exact=True).fill("Case system")
    page.get_by_label("Id", exact=True).fill("case-system")
    page.get_by_label("operations.read").check()
    page.get_by_label("Administrator").check()
    page.get_by_label("Why is it made?").fill("Agreed with IT")
    page.get_by_role("button", name="Add it and show its token").click()
    token = page.get_by_label("Token").input_value()
    axe(page)
    told = {"Authorization": f"Bearer {token}"}
    assert page.request.get("/api/v1/instances", headers=told).ok
    page.get_by_role("link", name="Look at the client").click()
    axe(page)
    page.locator("#end-reason").fill("Not needed any more")
    page.get_by_role("button", name="End the client").click()
    expect(page.get_by_text("It has ended.")).to_be_visible()
    assert page.request.get("/api/v1/instances", headers=told).status == 401
    page.goto("/api")
    page.get_by_text("Try again what an incident stopped.").first.click()
    axe(page)
