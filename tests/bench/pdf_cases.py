from pathlib import Path

from measure import Row


def rows(folder: Path) -> list[Row]:
    return []
