"""An instance that an earlier release has saved goes on as that release would have let it."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.engine.spiff.test_state import play
from tests.states.keep import fresh, resumed, where

KEPT = [
    entry
    for file in sorted(Path(__file__).parent.glob("*.json"))
    for entry in json.loads(file.read_text())
]


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept["diagram"])
def test_a_state_of_an_earlier_release_goes_on(kept: Any) -> None:
    blob, at = base64.b64decode(kept["state"]), datetime.fromisoformat(kept["at"])
    told = resumed(fresh(kept["diagram"]), blob, at)
    for move, number in kept["then"]:
        play(told, move, number)
    assert where(told) == kept["expected"]
