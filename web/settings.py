"""Every setting with what it means: what `plumbline config` prints and the README lists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """One PLUMBLINE_<name>. A `secret` one is never printed."""

    name: str
    default: str
    sentence: str
    choices: tuple[str, ...] = ()
    number: bool = False
    secret: bool = False


SETTINGS = (
    Setting("DATA", "data", "Folder for the secret, the lock and the SQLite database."),
    Setting("DATABASE", "", "Database address; empty means SQLite in the data folder."),
    Setting("SECRET", "", "Key that signs cookies; empty means the one `init` made.", secret=True),
    Setting("DEMO", "no", "Yes lets anyone sign in as an invented person. Never with real mail."),
    Setting("ADDRESS", "http://127.0.0.1:8000", "Where people reach the service; links use it."),
    Setting("LISTEN", "127.0.0.1:8000", "Host and port the server listens on."),
    Setting("PROXY", "", "Address of the proxy in front, whose X-Forwarded-For is believed."),
    Setting("THREADS", "8", "Requests served at the same time.", number=True),
    Setting("TENANT", "main", "Name of the organisation's space in the database."),
    Setting("ORGANISATION", "", "Name shown in the header beside Plumbline."),
    Setting("CONTACT", "", "Who to ask for help: an e-mail address or telephone number."),
    Setting("SMTP_HOST", "", "Mail server. Needed to serve, except in a demo."),
    Setting("SMTP_PORT", "587", "Port of the mail server.", number=True),
    Setting("SMTP_USER", "", "Name to sign in to the mail server with, if it asks."),
    Setting("SMTP_PASSWORD", "", "Password for the mail server.", secret=True),
    Setting(
        "SMTP_SECURITY",
        "starttls",
        "How mail is protected on its way.",
        ("starttls", "tls", "none"),
    ),
    Setting("SMTP_AUTHORITIES", "", "File with certificates to trust besides the system's."),
    Setting("MAIL_FROM", "plumbline@localhost", "Address letters come from."),
    Setting("MAIL_FROM_NAME", "Case audits", "Name letters come from."),
    Setting("ALLOWED_DOMAINS", "", "Mail domains letters may go to, with commas between."),
    Setting("DELIVERY", "attached", "Whether forms are attached or linked.", ("attached", "links")),
    Setting("ALERTS", "admin", "Roles told by letter when something stands still, with commas."),
    Setting("IDLE_MINUTES", "30", "Minutes without a click before sign-in ends.", number=True),
    Setting("SIGNED_IN_HOURS", "10", "Hours after which sign-in ends in any case.", number=True),
    Setting(
        "CONTENT_SHOWN_TOLD",
        "information_governance",
        "Role whose holders are told when an administrator opens content.",
    ),
    Setting("SIGN_IN_HISTORY_DAYS", "365", "Days attempts to sign in are kept.", number=True),
    Setting("SIGN_IN_PER_MINUTE", "10", "Sign-in attempts a minute per address.", number=True),
    Setting("LOCAL_ACCOUNTS", "yes", "Whether people may sign in by a name and a password."),
    Setting("SSO_ISSUER", "", "Address of the OpenID Connect provider; empty: no single sign-on."),
    Setting("SSO_CLIENT_ID", "", "What the provider calls this installation."),
    Setting("SSO_CLIENT_SECRET", "", "The secret it shares with this installation.", secret=True),
    Setting("SSO_NAME", "your work account", "What people know the provider's accounts as."),
    Setting("SSO_SCOPES", "openid profile email", "What is asked of the provider, with spaces."),
    Setting("SSO_SUBJECT_CLAIM", "sub", "The claim that says for ever who it is."),
    Setting("SSO_PERSON_CLAIM", "email", "The claim with the e-mail address or staff number."),
    Setting("SSO_ROLES_CLAIM", "roles", "The claim with what roles are given for."),
    Setting("SSO_ROLES", "", "File that says which roles these values give; empty: none."),
    Setting("LOG", "text", "The form of the log.", ("text", "json")),
    Setting("LARGEST_REQUEST_KB", "2048", "Largest request taken, in kilobytes.", number=True),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}
