"""What the `language` of an expression says about how it is to be read."""

from __future__ import annotations

# Parts of the addresses, and names, by which tools tell the language.
FEEL = ("/feel", "spec/dmn/", "spec/feel/")
TRANSLATED = ("juel", "uel", "javascript", "ecmascript", "groovy", "java", "mvel", "python")
NAMED = {"xpath": "XPath", "xquery": "XQuery", "ognl": "OGNL", "scala": "Scala", "drools": "DRL"}


def is_feel(language: str) -> bool:
    """Whether the language is FEEL by name: then nothing is translated."""
    told = language.lower()
    return told == "feel" or any(part in told for part in FEEL)


def is_translated(language: str) -> bool:
    """Whether texts of that language are tried as conditions of JUEL and its like."""
    told = language.lower()
    return not language or any(part in told for part in TRANSLATED)


def called(language: str) -> str:
    """The language's name for people."""
    told = language.lower()
    return next((name for part, name in NAMED.items() if part in told), f'"{language}"')
