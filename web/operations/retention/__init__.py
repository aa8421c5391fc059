"""Retention: the schedule, legal holds, erasing somebody with proof, and everything about them."""

from web.operations.retention.erasures import blueprint as erasures
from web.operations.retention.export import blueprint as export
from web.operations.retention.holds import blueprint as holds
from web.operations.retention.routes import blueprint as overview

BLUEPRINTS = (overview, holds, erasures, export)
