"""What the mail server's answers mean for a letter."""

from __future__ import annotations

import ssl

import aiosmtplib

from engine.errors import HandlerFailed, MailDelayed, MailRefused

PERMANENT = 500


def about_letter(error: Exception) -> HandlerFailed:
    """A 5xx refuses the letter for good; anything else is tried again."""
    code, text = _code(error)
    if code >= PERMANENT:
        return MailRefused(f"The mail server refused the letter: {code} {text}")
    if code:
        return MailDelayed(f"The mail server will not take the letter now: {code} {text}")
    return MailDelayed("The connection broke while the letter was being sent.")


def about_server(error: Exception) -> str:
    """Why no letter at all can be sent, in a sentence an administrator can act on."""
    if _certificate(error):
        return "The mail server's certificate could not be verified, so nothing was sent."
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return f"The mail server does not accept our sign-in: {error.code}."
    if "STARTTLS" in str(error).upper() or isinstance(error, ssl.SSLError):
        return "The mail server does not offer encryption, so nothing was sent."
    return f"The mail server cannot be reached: {type(error).__name__}."


def _certificate(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError) or "CERTIFICATE_VERIFY" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _code(error: Exception) -> tuple[int, str]:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused) and error.recipients:
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return error.code, _brief(error)
    return 0, ""


def _brief(error: aiosmtplib.SMTPResponseException) -> str:
    return " ".join(str(error.message).split())[:200]
