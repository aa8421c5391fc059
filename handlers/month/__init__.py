"""A month's audits: who audits, which case, who reviews, and the start of each."""

from handlers.month.start import MonthRefused, MonthStarted, start

__all__ = ["MonthRefused", "MonthStarted", "start"]
