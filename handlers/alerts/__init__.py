"""Letters to whoever looks after the service, when something stands still: few, and grouped."""

from handlers.alerts.alerting import Alerts

__all__ = ["Alerts"]
