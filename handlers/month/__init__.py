"""A month of the programme: who audits, which case, who reviews, the list, issue and close."""

from handlers.month.available import availability
from handlers.month.begin import begin, extract
from handlers.month.change import change
from handlers.month.close import close
from handlers.month.draw import drawing
from handlers.month.instead import instead
from handlers.month.issue import issue
from handlers.month.pair import pair
from handlers.month.publish import publish
from handlers.month.release import release
from handlers.month.start import MonthRefused, MonthStarted, report, start
from handlers.month.summary import summary

__all__ = ["HANDLERS", "MonthRefused", "MonthStarted", "drawing", "report", "start"]

HANDLERS = (
    begin,
    extract,
    availability,
    pair,
    summary,
    change,
    release,
    issue,
    instead,
    publish,
    close,
)
