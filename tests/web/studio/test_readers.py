"""Who gets a letter, and who is affected by a version, is said in words."""

from __future__ import annotations

import pytest

from engine.releases import Sentence
from web.studio.letters.readers import readers
from web.studio.release.seen import by_those_affected


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("service_manager", "Service Manager"),
        ("audit.auditor", "Auditor"),
        ('["head_of_qa", "auditor"]', "Head of Quality Assurance, otherwise Auditor"),
        ("if late then auditor else null", ""),
        ("[1]", ""),
    ],
)
def test_roles_and_variables_are_named_and_formulas_are_not(to: str, words: str) -> None:
    assert readers(to) == words


def test_a_version_that_kept_only_lanes_is_still_grouped() -> None:
    kept = [Sentence("One", "Clerk", "a.bpmn"), Sentence("Two", "", "b.bpmn")]
    told = Sentence(
        "Three", "", "c.bpmn", (("recipients", "head_of_qa, auditor"), ("lane", "Clerk"))
    )
    groups = by_those_affected([*kept, told])
    assert {heading: [one.sentence for one in some] for heading, some in groups.items()} == {
        "Everybody": ["Two"],
        "Clerk": ["One", "Three"],
        "Whoever is sent it: Head of Quality Assurance, Auditor": ["Three"],
    }
