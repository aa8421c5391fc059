"""Every page that may grow with the programme is measured by `make bench`, or it says why not."""

from __future__ import annotations

from flask import Flask

from tests.bench.page_addresses import IDS, LEFT_OUT, measured_rules


def test_every_page_is_measured_or_left_out_with_a_reason(app: Flask) -> None:
    unknown = {rule.endpoint for rule in measured_rules(app) if not rule.arguments <= IDS}
    assert unknown == set()


def test_only_pages_that_are_there_are_left_out(app: Flask) -> None:
    assert set(LEFT_OUT) - set(app.view_functions) == set()
    assert all(LEFT_OUT.values())
