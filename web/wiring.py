"""The one place where everything meets: database, engine, handlers, mail, dispatcher."""

from __future__ import annotations

from collections.abc import Sequence

import handlers
from engine.bundle import Bundle
from engine.clock import Clock, SystemClock
from engine.context import Jobs, SendMail
from engine.database import check_schema as check_database
from engine.database import connect
from engine.database import upgrade as upgrade_database
from engine.dispatch import Dispatcher
from engine.facade import Engine
from engine.model import Finding
from engine.registry import Registry
from handlers.cover.reading import covering_of
from handlers.directory.reading import address_of, groups_of
from handlers.mail.kept import KeptSender
from handlers.mail.settings import SmtpSettings
from handlers.mail.smtp import SmtpSender
from handlers.retention.counting import count
from handlers.settings import Settings
from web.configuration import Config, ConfigurationRefused
from web.migrations import LOCATIONS
from web.parts import Parts

# The demo invents addresses at example.org only; letters to anywhere else are refused there.
INVENTED = frozenset({"example.org"})
# Kinds of jobs that are done above the engine.
JOBS: Jobs = {"count": count}


def build(config: Config, clock: Clock | None = None) -> Parts:
    """Put an installation together. Opens the database; starts no thread."""
    database, tenant = connect(config.database), config.text("TENANT")
    time = clock or SystemClock()
    groups = groups_of(database, tenant, time)
    engine = Engine(
        database,
        known_handlers(config),
        groups_of=groups,
        send_mail=sender(config),
        clock=time,
        tenant=tenant,
        check=check,
        mail_domain=mail_domain(config),
        address_of=address_of(database, tenant),
        covering_of=covering_of(database, tenant, time),
        jobs=JOBS,
    )
    letters = settings(config)
    return Parts(config, database, engine, Dispatcher(engine), time, groups, letters)


def check(bundle: Bundle, registry: Registry) -> Sequence[Finding]:
    """What is wrong with a bundle. The rules are loaded when something is first deployed: a server
    that only runs what it has needs none of them."""
    from handlers.checking import check as check_bundle

    return check_bundle(bundle, registry)


def known_handlers(config: Config | None = None) -> Registry:
    """The handlers a bundle may name, set up as this installation decides."""
    return handlers.registry(settings(config or Config.from_environment()))


def settings(config: Config) -> Settings:
    """What the handlers are told about this installation."""
    return Settings(
        address=config.address,
        delivery="links" if config.text("DELIVERY") == "links" else "attached",
        allowed_domains=domains(config),
        tls_verified=config.text("SMTP_SECURITY") != "none",
        demo=config.demo,
        sender_domain=mail_domain(config),
    )


def domains(config: Config) -> frozenset[str]:
    """The mail domains letters may go to; in a demo the invented one."""
    return config.allowed_domains or (INVENTED if config.demo else frozenset())


def mail_domain(config: Config) -> str:
    """The domain letters come from."""
    return config.text("MAIL_FROM").rpartition("@")[2]


def sender(config: Config) -> SendMail:
    """How letters leave: kept here without a mail server, else by SMTP."""
    server = smtp(config)
    return SmtpSender(server) if server else KeptSender(settings(config))


def smtp(config: Config) -> SmtpSettings | None:
    """How the mail server is reached; None where letters are kept here."""
    if not config.text("SMTP_HOST"):
        return None
    try:
        return _smtp(config)
    except ValueError as error:
        raise ConfigurationRefused(f"Mail cannot be sent like this: {error}") from None


def upgrade(config: Config) -> None:
    """Bring the database to the present tables."""
    upgrade_database(config.database, LOCATIONS)


def check_schema(config: Config) -> None:
    """Raise SchemaRefused unless the database has the present tables."""
    check_database(config.database, LOCATIONS)


def _smtp(config: Config) -> SmtpSettings:
    security = config.text("SMTP_SECURITY")
    return SmtpSettings(
        host=config.text("SMTP_HOST"),
        port=config.number("SMTP_PORT"),
        sender=config.text("MAIL_FROM"),
        sender_name=config.text("MAIL_FROM_NAME"),
        security="tls" if security == "tls" else "none" if security == "none" else "starttls",
        username=config.text("SMTP_USER"),
        password=config.text("SMTP_PASSWORD"),
        authorities=config.text("SMTP_AUTHORITIES"),
        allowed_domains=config.allowed_domains,
    )
