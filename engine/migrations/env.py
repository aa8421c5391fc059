"""Run by Alembic: the connection is given by engine.database.upgrade."""

from alembic import context

from engine.database.columns import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite's DDL is transactional here because our own BEGIN IMMEDIATE surrounds it.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
