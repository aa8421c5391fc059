"""Deployed bundles as they are used: read and parsed once per process, then shared."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

import forms
from engine import decisions, expressions, queries
from engine.bundle import Bundle
from engine.calendar import Calendar, calendar_of
from engine.errors import BundleRefused
from engine.kept import Kept
from engine.model import Finding
from engine.spiff import Definitions, read

KEPT_READY = 16


@dataclass(frozen=True)
class Deployed:
    """A bundle with everything read that an instance of it needs. Never changed."""

    id: UUID
    bundle: Bundle
    definitions: Definitions
    forms: Mapping[str, forms.Form]
    calendar: Calendar
    parameters: Mapping[str, Any]

    def settings(self, now: datetime) -> expressions.Settings:
        """What expressions see at that instant."""
        return expressions.Settings(now=now, calendar=self.calendar, zone=self.zone)

    @property
    def zone(self) -> str:
        """The zone whose clocks people read."""
        return str(self.definitions.zone)

    def evaluate_many(
        self, texts: Sequence[str], variables: Mapping[str, object], now: datetime
    ) -> list[object]:
        """FEEL for the forms: several texts over one context."""
        known = {"parameters": self.parameters, **variables}
        return expressions.evaluate_many(texts, known, self.settings(now))

    def decide_many(
        self, ids: Sequence[str], variables: Mapping[str, object], now: datetime
    ) -> list[object]:
        """The bundle's decisions for the forms: several over one context. DecisionFailed."""
        known, settings = {"parameters": self.parameters, **variables}, self.settings(now)
        tables = self.definitions.decisions
        return [decisions.evaluate(tables, id, known, settings) for id in ids]


class Deployments:
    """The cache. Deployments never change, so nothing is ever out of date."""

    def __init__(self, tenant: str) -> None:
        self._tenant = tenant
        self._lock, self._reading = threading.Lock(), threading.Lock()
        self._ready: OrderedDict[UUID, Deployed] = OrderedDict()

    def get(self, session: Session, deployment_id: UUID) -> Deployed:
        """The deployment, read from the database the first time. NotFound when there is none."""
        # One thread reads and the others wait: reading is long, and large while it lasts.
        return self.known(deployment_id) or self._read(session, deployment_id)

    def known(self, deployment_id: UUID) -> Deployed | None:
        """The same if it has been read already; None otherwise."""
        with self._lock:
            if deployment_id in self._ready:
                self._ready.move_to_end(deployment_id)
            return self._ready.get(deployment_id)

    def _read(self, session: Session, deployment_id: UUID) -> Deployed:
        with self._reading:
            found = self.known(deployment_id)
            return found or self._fetch(session, deployment_id)

    def _fetch(self, session: Session, deployment_id: UUID) -> Deployed:
        row = queries.deployment(session, self._tenant, deployment_id)
        files = queries.deployment_files(session, self._tenant, deployment_id)
        known = frozenset(date.fromisoformat(day) for day in row.bank_holidays)
        return self._keep(prepare(deployment_id, Bundle(files), known))

    def _keep(self, deployed: Deployed) -> Deployed:
        with self._lock:
            self._ready[deployed.id] = deployed
            while len(self._ready) > KEPT_READY:
                self._ready.popitem(last=False)
        return deployed


def prepare(
    deployment_id: UUID, bundle: Bundle, bank_holidays: frozenset[date] | None = None
) -> Deployed:
    """Read a bundle's diagrams, tables, forms and calendar. Raises BundleRefused.

    Without `bank_holidays` they are England's as known today.
    """
    definitions, readable = read(bundle), forms_of(bundle)
    calendar = calendar_of(bundle, bank_holidays)
    return Deployed(deployment_id, bundle, definitions, readable, calendar, bundle.parameters)


def forms_of(bundle: Bundle) -> Mapping[str, forms.Form]:
    """The bundle's forms by key, read once for the same content. Raises BundleRefused."""
    return _FORMS.of(bundle)


def _forms(bundle: Bundle) -> Mapping[str, forms.Form]:
    try:
        return forms.read(bundle.files)
    except forms.FormRefused as error:
        place = (error.file, error.component, error.sentence, error.remedy)
        raise BundleRefused([Finding("error", *place)]) from error


_FORMS = Kept(_forms)
