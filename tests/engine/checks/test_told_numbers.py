"""A setting or a row is changed: what people read on the diagram is told beside it."""

from __future__ import annotations

import pytest

from engine.bundle import Bundle
from engine.checks import told_numbers
from engine.checks.subject import Subject
from engine.model import Finding
from engine.registry import Registry
from processes import bundle_paths


@pytest.fixture(scope="module")
def policy() -> Bundle:
    return Bundle.from_folders(*bundle_paths("peer_review_audit"))


def told(policy: Bundle, path: str = "", old: str = "", new: str = "") -> list[Finding]:
    files = dict(policy.files)
    if path:
        assert old.encode() in files[path]
        files[path] = files[path].replace(old.encode(), new.encode())
    return list(told_numbers.findings(Subject.of(Bundle(files), Registry([]))))


def test_the_policy_says_the_numbers_that_hold(policy: Bundle) -> None:
    assert told(policy) == []


def test_another_setting_leaves_the_reason_for_a_date_behind(policy: Bundle) -> None:
    found = told(policy, "bundle.toml", "review_working_days = 10", "review_working_days = 8")
    assert {one.element for one in found} == {"review_case", "answer_first"}
    assert {one.sentence for one in found} == {"Why it is due then says 10; what decides it has 8."}
    assert {one.level for one in found} == {"advice"}


def test_another_row_of_a_table_leaves_the_name_of_its_timer_behind(policy: Bundle) -> None:
    cell = '<outputEntry id="reminders_rule_1_output_2"><text>{}</text></outputEntry>'
    found = told(policy, "reminders.dmn", cell.format(10), cell.format(7))
    assert [one.sentence for one in found] == ["Its name says 10; what decides it has 7."]
