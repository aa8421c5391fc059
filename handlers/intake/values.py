"""How a cell becomes a value. Every function takes the trimmed text of a cell that is not empty."""

from __future__ import annotations

import re
from datetime import date, datetime

from handlers.directory.roles import ROLES, key_of
from handlers.intake.problems import Unreadable

REASONS = (
    "sickness",
    "annual_leave",
    "secondment",
    "parental_leave",
    "bereavement",
    "suspension",
    "other",
)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FORMULA = ("=", "+", "-", "@", "#")
YEARS = range(1900, 2101)
FULL_WEEK = [1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0]
_YES_NO = {"yes": True, "y": True, "true": True, "1": True}
_YES_NO |= {"no": False, "n": False, "false": False, "0": False}


def key(text: str) -> str:
    """A number or code of a person, team or family."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", text):
        raise Unreadable(f"“{text[:40]}” is not a code.", "Use letters, digits, . _ and - only.")
    return text


def keys(text: str) -> list[str]:
    """Several codes, parted by spaces."""
    return [key(part) for part in text.split()]


def words(text: str) -> str:
    """A name on one line, at most 200 characters, with nothing in it that cannot be seen.

    What begins like a formula, or is a spreadsheet's error such as #REF!, is no name.
    """
    if text.startswith(FORMULA):
        sentence = f"“{text[:20]}” is a formula or an error of a spreadsheet."
        raise Unreadable(sentence, "Give the name itself.")
    if len(text) > 200 or not text.isprintable():
        raise Unreadable("The text is too long or holds a line break.", "Use one short line.")
    return text


def initials(text: str) -> str:
    """A child's initials: one to four capital letters. Anything longer may be a name."""
    plain = re.sub(r"[\s.]", "", text)
    if not re.fullmatch(r"[^\W\d_]{1,4}", plain) or plain != plain.upper():
        raise Unreadable("This is not initials.", "Give one to four capital letters, never a name.")
    return plain


def email(text: str) -> str:
    """One e-mail address."""
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise Unreadable("This is not one e-mail address.", "Give one address like name@place.uk.")
    return text


def day(text: str) -> date:
    """A date as 2026-12-01 or 01/12/2026 (day first)."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            found = datetime.strptime(text, pattern).date()  # noqa: DTZ007 a date has no zone
        except ValueError:
            continue
        if found.year in YEARS:
            return found
    raise Unreadable(f"“{text[:20]}” is not a date.", "Write 2026-12-01 or 01/12/2026.")


def yes_no(text: str) -> bool:
    """Yes or no."""
    try:
        return _YES_NO[text.lower()]
    except KeyError:
        raise Unreadable(f"“{text[:20]}” is neither yes nor no.", "Write yes or no.") from None


def role(text: str) -> str:
    """A role of the directory, by its key, its title or an alias such as AAD (A2)."""
    return _one_of(key_of(text), tuple(ROLES), "role")


def reason(text: str) -> str:
    """A reason for absence."""
    return _one_of(text, REASONS, "reason for absence")


def liberi_number(text: str) -> str:
    """The number of the child's record on Liberi."""
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9-]{2,19}", text):
        raise Unreadable("This is not a Liberi number.", "Give the number as Liberi shows it.")
    return text


def working_week(text: str) -> list[float]:
    """Working days such as “Mon Tue Wed:0.5”: seven shares of a day, Monday first."""
    week = [0.0] * 7
    for part in text.lower().split():
        name, _, share = part.partition(":")
        if name[:3] not in DAYS or not re.fullmatch(r"|1|0?\.\d{1,2}", share):
            raise Unreadable(f"“{part[:20]}” is not a working day.", "Write Mon Tue Wed:0.5.")
        week[DAYS.index(name[:3])] = float(share or 1)
    return week


def _one_of(text: str, allowed: tuple[str, ...], noun: str) -> str:
    plain = text.lower().replace(" ", "_")
    if plain not in allowed:
        raise Unreadable(f"“{text[:40]}” is not a {noun}.", f"Use one of: {', '.join(allowed)}.")
    return plain
