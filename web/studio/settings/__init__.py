"""Parameters and the calendar as plain forms."""
