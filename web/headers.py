"""Headers of every answer: what a browser may load, and what it may tell others."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request

FORMS = "form-action 'self'"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        FORMS,
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def install(app: Flask, secure: bool, leads_to: str = "") -> None:
    """Add the headers to every answer; HSTS only where people come by HTTPS.

    `leads_to` is another site that a form of ours may lead to: signing out leads to the provider.
    """
    site = urlsplit(leads_to)
    forms = (
        f"form-action 'self' {site.scheme}://{site.netloc}" if leads_to else "form-action 'self'"
    )
    always = ALWAYS | {"Content-Security-Policy": POLICY.replace("form-action 'self'", forms)}

    def add(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return _private(response)

    app.after_request(add)


def _private(response: Response) -> Response:
    """Pages are one person's: no cache on the way keeps them. Our own files may be kept."""
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
