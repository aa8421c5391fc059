"""Who audits in a month, and which case each of them is given."""
