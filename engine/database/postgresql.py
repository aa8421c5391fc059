"""PostgreSQL through psycopg 3."""

from __future__ import annotations

from sqlalchemy import URL, Engine, create_engine

# No wait for a lock may hang a page: after 5 s the person is told to try again.
OPTIONS = "-c timezone=UTC -c lock_timeout=5s"


def create(url: URL) -> Engine:
    """An engine with READ COMMITTED transactions; rows are locked by name where it matters."""
    url = url.set(drivername="postgresql+psycopg")
    # Parameters are answers and names: they must not get into a log with an error's message.
    return create_engine(
        url,
        pool_size=20,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": OPTIONS},
    )
