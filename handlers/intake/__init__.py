"""The management information extract: five CSV files in, the directory and the caseload out."""

from handlers.intake.extract import Report, import_extract
from handlers.intake.problems import ImportRefused, RowProblem

__all__ = ["ImportRefused", "Report", "RowProblem", "import_extract"]
