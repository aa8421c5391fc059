"""What was read from a bundle is kept by content, and not for ever."""

from __future__ import annotations

from itertools import count

import pytest

from engine.bundle import Bundle
from engine.kept import Kept


def test_the_same_content_is_read_once() -> None:
    numbers = count(1)
    kept = Kept(lambda bundle: next(numbers))
    first, again = Bundle({"a": b"1"}), Bundle({"a": b"1"})
    assert (kept.of(first), kept.of(again), kept.of(Bundle({"a": b"2"}))) == (1, 1, 2)


def test_the_one_that_was_not_asked_for_the_longest_is_forgotten() -> None:
    read: list[bytes] = []
    kept = Kept(lambda bundle: read.append(bundle.files["a"]), most=2)
    for content in (b"1", b"2", b"1", b"3", b"1", b"2"):
        kept.of(Bundle({"a": content}))
    assert read == [b"1", b"2", b"3", b"2"]


def test_a_bundle_that_cannot_be_read_is_judged_again() -> None:
    def refuse(bundle: Bundle) -> int:
        tried.append(1)
        raise ValueError("no")

    tried: list[int] = []
    kept = Kept(refuse)
    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            kept.of(Bundle({"a": b"1"}))
    assert len(tried) == 2
