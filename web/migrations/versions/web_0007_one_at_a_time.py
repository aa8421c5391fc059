"""One simulation and one run of scenarios at a time, however many servers there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "web_0007"
down_revision = "web_0006"
branch_labels = None
depends_on = None

UNIQUE = (
    ("ix_simulation_running", "simulation", "running"),
    ("ix_simulation_waiting", "simulation", "waiting"),
    ("ix_scenario_run_running", "scenario_run", "running"),
)


def upgrade() -> None:
    """Make the indexes."""
    for name, table, state in UNIQUE:
        # No server runs while tables are changed: what is said to run was interrupted.
        known = sa.table(table, sa.column("state"), sa.column("ended_at"), sa.column("seen_at"))
        gone = known.update().where(known.c.state == state)
        op.execute(gone.values(state="interrupted", ended_at=known.c.seen_at))
        only = sa.text(f"state = '{state}'")
        op.create_index(
            name, table, ["tenant_id"], unique=True, sqlite_where=only, postgresql_where=only
        )


def downgrade() -> None:
    """Remove them again."""
    for name, table, _ in UNIQUE:
        op.drop_index(name, table)
