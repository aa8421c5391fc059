"""The Flask application: what is installed in which order, and which pages there are."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect

from web import errors, headers, health, pages
from web.absences.routes import blueprint as absences
from web.access import gate
from web.account.first_routes import blueprint as first_administrator
from web.account.limits import limiter
from web.account.routes import blueprint as account
from web.api.operation import blueprint as api
from web.api.routes import blueprint as api_document
from web.audits.routes import blueprint as audits
from web.configuration import Config
from web.cover.routes import blueprint as cover
from web.diagrams.policy import blueprint as policy
from web.diagrams.routes import blueprint as diagrams
from web.diagrams.rules import blueprint as rules
from web.extract.routes import allow_files
from web.extract.routes import blueprint as extract
from web.inbox import blueprint as inbox
from web.mailbox.routes import blueprint as mailbox
from web.months.routes import blueprint as months
from web.months.routes import lists
from web.offers.routes import blueprint as offers
from web.operations.access import BLUEPRINTS as ACCESS
from web.operations.acting import blueprint as operations_acting
from web.operations.audit_log.routes import blueprint as audit_log
from web.operations.audit_log.verifying import blueprint as verifying
from web.operations.batches import blueprint as operations_batches
from web.operations.clients.routes import blueprint as operations_clients
from web.operations.incidents import blueprint as operations_incidents
from web.operations.instance.routes import blueprint as operations_instance
from web.operations.instances import blueprint as operations_instances
from web.operations.jobs import blueprint as operations_jobs
from web.operations.letters import BLUEPRINTS as LETTERS
from web.operations.overview.routes import blueprint as operations
from web.operations.processes.routes import blueprint as operations_processes
from web.operations.retention import BLUEPRINTS as RETENTION
from web.operations.unmasking.routes import blueprint as unmasking
from web.parts import KEY, Parts
from web.reports.routes import blueprint as reports
from web.requests.routes import blueprint as requests
from web.simulations import routes as simulations
from web.single_sign_on import entering
from web.single_sign_on.routes import blueprint as single_sign_on
from web.studio.diagrams.routes import blueprint as studio_diagrams
from web.studio.effects import replay as replays
from web.studio.effects.routes import blueprint as studio_effects
from web.studio.files import allow_large
from web.studio.outline.routes import blueprint as studio_outline
from web.studio.phrases.routes import blueprint as studio_phrases
from web.studio.plain_editors import EDITORS
from web.studio.play.pages import blueprint as studio_play
from web.studio.release.routes import blueprint as studio_release
from web.studio.routes import blueprint as studio
from web.studio.scenarios import routes as scenarios
from web.studio.simulation.routes import blueprint as studio_simulation
from web.subject_access.routes import blueprint as subject_access
from web.watching import figures
from web.watching import requests as request_log
from web.watching.routes import blueprint as watching
from web.wiring import build

BLUEPRINTS = (
    health.blueprint,
    account,
    single_sign_on,
    first_administrator,
    inbox,
    offers,
    requests,
    cover,
    subject_access,
    audits,
    lists,
    months,
    absences,
    extract,
    diagrams,
    rules,
    policy,
    mailbox,
    operations,
    operations_acting,
    operations_batches,
    operations_incidents,
    operations_instance,
    operations_processes,
    operations_instances,
    operations_jobs,
    *LETTERS,
    *ACCESS,
    *RETENTION,
    audit_log,
    verifying,
    unmasking,
    reports,
    simulations.blueprint,
    studio_outline,
    studio_phrases,
    studio,
    studio_play,
    studio_effects,
    scenarios.blueprint,
    studio_simulation,
    studio_release,
    *EDITORS,
    studio_diagrams,
    operations_clients,
    api,
    api_document,
    watching,
)


def create_app(config: Config | None = None, parts: Parts | None = None) -> Flask:
    """The application of one installation. Raises ConfigurationRefused; starts no thread."""
    here = parts or build(config or Config.from_environment())
    app = Flask("web")
    app.extensions[KEY] = here
    app.config.from_mapping(_settings(here.config))
    request_log.install(app)
    figures.install(app, here)
    app.before_request(allow_files)
    app.before_request(allow_large)
    csrf = CSRFProtect(app)
    csrf.exempt(api)
    csrf.exempt(single_sign_on)
    limiter.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for part in (pages, errors, simulations, scenarios, replays, entering):
        part.install(app)
    gate.install(app)
    headers.install(app, here.config.secure, here.config.issuer)
    return app


def _settings(config: Config) -> dict[str, object]:
    return {
        "SECRET_KEY": config.secret,
        "MAX_CONTENT_LENGTH": config.number("LARGEST_REQUEST_KB") * 1024,
        "MAX_FORM_MEMORY_SIZE": config.number("LARGEST_REQUEST_KB") * 1024,
        "SESSION_COOKIE_NAME": "__Host-plumbline" if config.secure else "plumbline",
        "SESSION_COOKIE_SECURE": config.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,
    }
