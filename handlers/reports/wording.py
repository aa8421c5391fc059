"""The words and the order of everything a report counts: the bundle's, never ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.bundle import Bundle
from engine.deployments import forms_of
from handlers.records.fields import OVERALL, OVERVIEW, options
from handlers.reports.layout import PLACES, common
from handlers.reports.period import is_month, title

NO_DISTRICT = "Services of the whole area"


@dataclass(frozen=True)
class Wording:
    """For each label its values in order, with what people call them."""

    values: Mapping[str, Mapping[str, str]]

    def words(self, label: str, value: str) -> str:
        """A value as people say it."""
        if label in ("month", "issued_for") and is_month(value):
            return title(value)
        if label == "district" and not value:
            return NO_DISTRICT
        if label in PLACES:
            return value
        return self.values.get(label, {}).get(value) or value.replace("_", " ").capitalize()

    def ordered(self, label: str, found: Iterable[str]) -> list[str]:
        """These values in the bundle's order, those it does not list after them by name."""
        order = list(self.values.get(label, {}))
        return sorted(found, key=lambda one: (order.index(one) if one in order else 999, one))


def wording(bundle: Bundle) -> Wording:
    """The words of a bundle: those of its forms, and [words] of reports/common.toml."""
    said: dict[str, Mapping[str, str]] = dict(common(bundle).get("words", {}))
    grades = options(bundle, f"audit/{OVERVIEW}", OVERALL)
    for label in ("grade", "auditor", "reviewer"):
        said[label] = grades
    said["category"] = options(bundle, "case_details", "category")
    said["theme"] = options(bundle, f"audit/{OVERVIEW}", "themes")
    said["section"] = {**_sections(bundle), "overall": "Overall grade"}
    return Wording(said)


def _sections(bundle: Bundle) -> dict[str, str]:
    return {one.key: one.title for one in forms_of(bundle)["audit"].sections if one.key != OVERVIEW}
