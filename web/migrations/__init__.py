"""Where the migrations of everything above the engine lie."""

from pathlib import Path

import handlers

LOCATIONS = (Path(handlers.__file__).parent / "migrations", Path(__file__).parent)
