"""What came after the second revision."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _schema()


def _schema() -> None:
    """New tables and columns."""
    op.create_table(
        "ballot_keys",
        sa.Column("round_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_ballot_keys")),
    )
    op.create_table(
        "deliveries",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("elector", sa.String(length=32), nullable=False),
        sa.Column("area", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("round_id", "elector", name=op.f("pk_deliveries")),
    )
    op.create_index(op.f("ix_deliveries_person_id"), "deliveries", ["person_id"], unique=False)
    op.create_table(
        "grants",
        sa.Column("decision_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope_id", sa.BigInteger(), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("granted", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("standing", sa.Boolean(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_grants")),
    )
    op.create_index(op.f("ix_grants_scope_id"), "grants", ["scope_id"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("scope_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=True),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=True),
        sa.Column("corrects", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_by", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("vouchers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger")),
        sa.UniqueConstraint("scope_id", "number", name=op.f("uq_ledger_scope_id_number")),
    )
    op.create_index(op.f("ix_ledger_decision_id"), "ledger", ["decision_id"], unique=False)
    op.create_table(
        "paper_entries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("motion_id", sa.BigInteger(), nullable=False),
        sa.Column("elector", sa.String(length=32), nullable=False),
        sa.Column("door", sa.Text(), server_default="", nullable=False),
        sa.Column("choice", sa.Text(), server_default="", nullable=False),
        sa.Column("teller_id", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_entries")),
    )
    op.create_index(
        op.f("ix_paper_entries_motion_id_paper_entries_elector"),
        "paper_entries",
        ["motion_id", "elector"],
        unique=False,
    )
    op.create_index(op.f("ix_paper_entries_session_id"), "paper_entries", ["session_id"], unique=False)
    op.create_table(
        "proxies",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("motion_id", sa.BigInteger(), nullable=False),
        sa.Column("elector", sa.String(length=32), nullable=False),
        sa.Column("door", sa.Text(), server_default="", nullable=False),
        sa.Column("agent_id", sa.BigInteger(), nullable=True),
        sa.Column("granted_by", sa.BigInteger(), nullable=True),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxies")),
    )
    op.create_index(op.f("ix_proxies_agent_id"), "proxies", ["agent_id"], unique=False)
    op.create_index(op.f("ix_proxies_session_id"), "proxies", ["session_id"], unique=False)
    op.create_table(
        "roll_offers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roll_offers")),
    )
    op.create_index(op.f("ix_roll_offers_person_id"), "roll_offers", ["person_id"], unique=False)
    op.add_column("issues", sa.Column("cause", sa.Text(), server_default="", nullable=False))
    op.add_column("standing_acts", sa.Column("hand_id", sa.BigInteger(), nullable=True))
