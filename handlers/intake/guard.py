"""In a demonstration nothing real may be loaded."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.intake.rows import Table

SYNTHETIC_NUMBER = "L9-"
SYNTHETIC_ADDRESS = "@example.org"


def refuse_real(tables: Iterable[Table]) -> None:
    """Note a problem for each row that could be about a real child or a real member of staff."""
    for table in tables:
        for row in table.rows:
            if table.file == "cases.csv":
                _check_number(table, row.line, str(row.values["id"]))
            _check_address(table, row.line, row.values.get("email"))


def _check_number(table: Table, line: int, number: str) -> None:
    if not number.startswith(SYNTHETIC_NUMBER):
        sentence = "This is not an invented Liberi number, and this is a demonstration."
        table.refuse(line, "liberi_number", sentence, f"Use numbers that begin {SYNTHETIC_NUMBER}.")


def _check_address(table: Table, line: int, address: object) -> None:
    if isinstance(address, str) and not address.endswith(SYNTHETIC_ADDRESS):
        sentence = "This is not an invented address, and this is a demonstration."
        table.refuse(line, "email", sentence, f"Use addresses that end {SYNTHETIC_ADDRESS}.")
