"""What came after the first revision."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


_YEAR = 365 * 24 * 3600 * 1_000_000
"""Microseconds: what a flow keeps of those who took part where it says nothing else."""


def upgrade() -> None:
    _schema()
    _erase_in_time()


def _erase_in_time() -> None:
    """Sessions that had ended before are kept a year from their end as well."""
    sessions = sa.table("sessions", sa.column("id", sa.BigInteger), sa.column("closed_at", sa.BigInteger))
    due = sa.table(
        "due", sa.column("key", sa.String), sa.column("at", sa.BigInteger), sa.column("kind", sa.String),
        sa.column("args", sa.JSON),
    )  # fmt: skip
    ended = op.get_bind().execute(sa.select(sessions).where(sessions.c.closed_at.is_not(None))).all()
    rows = [
        {"key": f"retention:{row.id}", "at": row.closed_at + _YEAR, "kind": "retention", "args": {"session": row.id}}
        for row in ended
    ]
    if rows:
        op.bulk_insert(due, rows)


def _schema() -> None:
    """New tables and columns."""
    op.create_table(
        "forgotten",
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_forgotten")),
    )
    op.create_index(op.f("ix_forgotten_person_id"), "forgotten", ["person_id"], unique=False)
    op.create_table(
        "owner_claims",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner_claims")),
        sa.UniqueConstraint("owner_id", "person_id", name=op.f("uq_owner_claims_owner_id_person_id")),
    )
    op.create_index(op.f("ix_owner_claims_person_id"), "owner_claims", ["person_id"], unique=False)
    op.create_table(
        "owners",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("representative", sa.Text(), server_default="", nullable=False),
        sa.Column("representative_id", sa.BigInteger(), nullable=True),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owners")),
        sa.UniqueConstraint("scope_id", "key", name=op.f("uq_owners_scope_id_key")),
    )
    op.create_index(op.f("ix_owners_representative_id"), "owners", ["representative_id"], unique=False)
    op.create_table(
        "roll_offices",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("household_id", sa.BigInteger(), nullable=False),
        sa.Column("scope_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_offices")),
        sa.UniqueConstraint("household_id", "role", "name", name=op.f("uq_roll_offices_household_id_role_name")),
    )
    op.create_index(
        op.f("ix_roll_offices_scope_id_roll_offices_role"), "roll_offices", ["scope_id", "role"], unique=False
    )
    op.add_column("codes", sa.Column("owner_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_codes_owner_id"), "codes", ["owner_id"], unique=False)
    op.add_column("decisions", sa.Column("digest", sa.Text(), server_default="", nullable=False))
    op.add_column("households", sa.Column("tenant", sa.Text(), server_default="", nullable=False))
    op.add_column("households", sa.Column("residents", sa.BigInteger(), nullable=True))
    op.add_column("issues", sa.Column("author_seal", sa.Text(), server_default="", nullable=False))
    op.create_index(op.f("ix_issues_author_seal"), "issues", ["author_seal"], unique=False)
    op.add_column("motions", sa.Column("choices", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("motions", sa.Column("cost", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("motions", sa.Column("budget", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("motions", sa.Column("second_of", sa.BigInteger(), nullable=True))
    op.add_column("owed", sa.Column("sender", sa.BigInteger(), nullable=True))
    op.add_column("residents", sa.Column("checked_at", sa.BigInteger(), nullable=True))
    op.add_column("residents", sa.Column("recheck", sa.Text(), server_default="", nullable=False))
    op.add_column("rolls", sa.Column("owners", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("rolls", sa.Column("owned", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("rolls", sa.Column("residents", sa.BigInteger(), nullable=True))
    op.add_column("sessions", sa.Column("offered", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("units", sa.Column("owner_id", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_units_owner_id"), "units", ["owner_id"], unique=False)
