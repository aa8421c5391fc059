"""Figures for Prometheus: what is due and late, and how requests go. No content, no names."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from flask import Flask, Response, g, request
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from engine import queries
from engine.jobs import QUEUES
from web.parts import Parts

KEY = "plumbline-figures"
# Whoever asks may call a method what they like: each name would be a line kept for good.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
BANDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Pressing(Collector):
    """What is in the database, asked for when somebody looks."""

    def __init__(self, here: Parts) -> None:
        self._here = here

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing in advance: no look at the database when the program starts."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures of this moment."""
        here, now = self._here, self._here.clock.now()
        with here.database.read() as db:
            found = queries.pressing(db, here.tenant, now)
        ready = sum(one.ready for one in found.queues.values())
        for name, said, value in (
            ("instances_active", "Process instances that run.", found.active_instances),
            ("user_tasks_open", "User tasks that wait for people.", found.open_user_tasks),
            ("user_tasks_overdue", "Those that were due before now.", found.overdue_user_tasks),
            ("incidents_open", "Incidents nobody has resolved.", found.open_incidents),
            ("workers", "Processes that run jobs, heard of lately.", found.workers),
            ("jobs_ready", "Jobs to be done now or later.", ready),
        ):
            yield GaugeMetricFamily(f"plumbline_{name}", said, value)
        due = GaugeMetricFamily("plumbline_jobs_due", "Due, not begun.", labels=["queue"])
        lag = GaugeMetricFamily("plumbline_jobs_lag_seconds", "How late.", labels=["queue"])
        for queue in QUEUES:
            due.add_metric([queue], found.queues[queue].due)
            lag.add_metric([queue], found.queues[queue].lag(now))
        letters = GaugeMetricFamily("plumbline_letters", "Not handed over.", labels=["state"])
        for state, number in sorted(found.letters.items()):
            letters.add_metric([state], number)
        yield from (due, lag, letters)


def install(app: Flask, here: Parts) -> None:
    """Count and time every request by its endpoint, never by its address."""
    registry = CollectorRegistry()
    registry.register(Pressing(here))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    labels = ("endpoint", "method", "status")
    asked = Counter("plumbline_requests", "Requests.", labels, registry=registry)
    took = Histogram(
        "plumbline_request_seconds", "Time.", ("endpoint",), registry=registry, buckets=BANDS
    )

    def end(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        method = request.method if request.method in METHODS else "other"
        asked.labels(endpoint, method, str(response.status_code)).inc()
        took.labels(endpoint).observe(perf_counter() - g.get("request_began", perf_counter()))
        return response

    app.extensions[KEY] = registry
    app.after_request(end)
