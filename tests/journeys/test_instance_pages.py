"""An instance and its process in a real browser: what is drawn and what is written agree."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.test_pages import assert_accessible, enter


def drawn(page):
    """The words on the drawing, by element, once it is drawn."""
    expect(page.locator("[data-drawn=true]")).to_be_visible()
    return page.locator(".mark-word").evaluate_all(
        "all => Object.fromEntries(all.map("
        "one => [one.closest('[data-container-id]').dataset.containerId, one.textContent]))"
    )


def written(page):
    """The words at the steps, by element."""
    page.get_by_text("The same as steps").click()
    return page.locator(".pl-outline__name:has(strong)").evaluate_all(
        "all => Object.fromEntries(all.map("
        "one => [one.id.replace('element-', ''), one.querySelector('strong').textContent]))"
    )


def test_an_administrator_looks_at_an_instance_and_at_its_process(page, axe, lend):
    lend()
    enter(page, "Ada Admin")
    page.goto("/operations/instances")
    page.get_by_role("link", name="B-1").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where it is")
    expect(page.get_by_text("Waits for Rita Reader: “Say which book”")).to_be_visible()
    assert drawn(page) == {"request": "Here, due 2 Dec"}
    assert written(page) == {"asked": "Done", "request": "Here, due 2 Dec"}
    assert_accessible(page, axe, "instance")
    parts = page.get_by_role("navigation", name="This instance")
    for name in ("History", "User tasks, jobs and letters", "Variables"):
        parts.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        assert_accessible(page, axe, f"instance-{name.split()[0].lower()}")
    page.goto("/operations/processes")
    assert_accessible(page, axe, "operations-processes")
    page.get_by_role("link", name="Lending a book", exact=True).click()
    page.get_by_label("On the diagram").select_option("Where late")
    page.get_by_role("button", name="Find").click()
    page.get_by_label("On the diagram").select_option("How many")
    page.get_by_role("button", name="Find").click()
    there = drawn(page)
    assert there == {"asked": "1 done", "request": "1 here"}
    assert written(page) == there
    assert_accessible(page, axe, "operations-process")
