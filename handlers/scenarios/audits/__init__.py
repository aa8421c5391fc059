"""Stories about case file audits: a small council, its audits, and what has come of them."""
