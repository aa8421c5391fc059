"""Who gets a letter is said in words where the diagram says it plainly."""

from __future__ import annotations

import pytest

from web.studio.letters.readers import readers


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("service_manager", "Service manager"),
        ("audit.auditor", "Auditor"),
        ('["head_of_qa", "auditor"]', "Head of Quality Assurance, otherwise Auditor"),
        ("if late then auditor else null", ""),
        ("[1]", ""),
    ],
)
def test_roles_and_variables_are_named_and_formulas_are_not(to: str, words: str) -> None:
    assert readers(to) == words
