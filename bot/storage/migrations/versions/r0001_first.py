"""Every table as it was at first."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _big(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _number(name: str, default: int = 0) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default=str(default))


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _string(name: str, length: int, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def upgrade() -> None:
    _house()
    _sessions()
    _minutes()
    op.execute("INSERT INTO counters (name, next) VALUES ('id', 1)")


def _house() -> None:
    """Ids, scopes, chats, people and the roll."""
    op.create_table(
        "counters",
        _string("name", 32), _number("next", 1), sa.PrimaryKeyConstraint("name", name=op.f("pk_counters")),
    )  # fmt: skip
    op.create_table(
        "notes",
        _string("name", 64), _json("value"), sa.PrimaryKeyConstraint("name", name=op.f("pk_notes")),
    )  # fmt: skip
    op.create_table(
        "scopes",
        _big("id"), _big("parent_id", nullable=True), _string("kind", 16), _text("name"), _string("path", 255),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scopes")),
        sa.UniqueConstraint("path", name=op.f("uq_scopes_path")),
    )  # fmt: skip
    op.create_table(
        "communities",
        _big("id"), _big("scope_id"), _text("name"), _text("timezone"), _text("locale"), _text("quiet_from"),
        _text("quiet_until"), _flag("self_run"), _flag("has_roll"), _json("rest_days"), _json("work_days"),
        _number("last_number"), _number("sessions"), sa.PrimaryKeyConstraint("id", name=op.f("pk_communities")),
        sa.ForeignKeyConstraint(["scope_id"], ["scopes.id"], name=op.f("fk_communities_scope_id_scopes")),
        sa.UniqueConstraint("scope_id", name=op.f("uq_communities_scope_id")),
    )  # fmt: skip
    op.create_table(
        "chats",
        _big("id"), _big("platform_id"), _number("thread_id"), _string("kind", 16), _text("title"),
        _big("scope_id", nullable=True), _big("community_id", nullable=True), _string("state", 16),
        _flag("is_admin"), _flag("can_pin"), _flag("can_delete"), _big("next_send_at", nullable=True),
        _number("posts_today"), _text("posts_day"), sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
        sa.UniqueConstraint("platform_id", "thread_id", name=op.f("uq_chats_platform_id_thread_id")),
    )  # fmt: skip
    op.create_table(
        "people",
        _big("id"), _big("user_id"), _text("name"), _text("username"), _string("locale", 16, nullable=True),
        _flag("dm_open"), _flag("blocked"), _big("next_send_at", nullable=True), _json("awaiting"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("user_id", name=op.f("uq_people_user_id")),
    )  # fmt: skip
    op.create_table(
        "members",
        _big("chat_id"), _big("person_id"), _string("status", 16), _big("checked_at"),
        sa.PrimaryKeyConstraint("chat_id", "person_id", name=op.f("pk_members")),
    )  # fmt: skip
    op.create_table(
        "roles",
        _big("id"), _big("person_id"), _big("scope_id"), _string("role", 32), _big("granted_by", nullable=True),
        _big("granted_at"), _big("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )  # fmt: skip
    op.create_index(op.f("ix_roles_person_id"), "roles", ["person_id"])
    op.create_table(
        "units",
        _big("id"), _big("scope_id"), _string("door", 64), _number("area"), _string("use", 16),
        _big("household_id", nullable=True), _text("owner"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("scope_id", "door", name=op.f("uq_units_scope_id_door")),
    )  # fmt: skip
    op.create_index(op.f("ix_units_household_id"), "units", ["household_id"])
    op.create_table(
        "households",
        _big("id"), _big("scope_id"), _string("door", 64), _text("representative"),
        _big("representative_id", nullable=True), _flag("ended"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_households")),
        sa.UniqueConstraint("scope_id", "door", name=op.f("uq_households_scope_id_door")),
    )  # fmt: skip
    op.create_index(op.f("ix_households_representative_id"), "households", ["representative_id"])
    op.create_table(
        "residents",
        _big("id"), _big("household_id"), _big("person_id"), _string("relation", 16), _string("state", 16),
        _string("way", 16), _big("at"), _big("confirmed_by", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residents")),
        sa.UniqueConstraint("household_id", "person_id", name=op.f("uq_residents_household_id_person_id")),
    )  # fmt: skip
    op.create_index(op.f("ix_residents_person_id"), "residents", ["person_id"])
    op.create_table(
        "codes",
        _big("id"), _big("household_id"), _string("hash", 64), _string("way", 8), _big("expires_at"),
        _number("tries"), _string("state", 16), sa.PrimaryKeyConstraint("id", name=op.f("pk_codes")),
        sa.UniqueConstraint("hash", name=op.f("uq_codes_hash")),
    )  # fmt: skip
    op.create_index(op.f("ix_codes_household_id"), "codes", ["household_id"])
    op.create_table(
        "rolls",
        _big("scope_id"), _number("version"), _number("heads"), _number("area"),
        sa.PrimaryKeyConstraint("scope_id", name=op.f("pk_rolls")),
    )  # fmt: skip


def _sessions() -> None:
    """Sessions, what they consist of, and the ballot box."""
    op.create_table(
        "flows",
        _string("hash", 64), _string("flow_id", 32), _number("version"), _number("vocabulary"), _text("body"),
        _big("stored_at"), sa.PrimaryKeyConstraint("hash", name=op.f("pk_flows")),
    )  # fmt: skip
    op.create_table(
        "sessions",
        _big("id"), _big("community_id"), _big("scope_id"), _text("number"), _string("flow_hash", 64),
        _text("flow_id"), _big("opened_by", nullable=True), _big("opened_at"), _string("state", 16),
        _big("closed_at", nullable=True), _text("cancel_reason"), _big("cancel_asked_by", nullable=True),
        _text("cancel_asked_reason"), _big("paused_until", nullable=True), _flag("practice"), _json("waiting"),
        _json("came_from"), _text("question"), _number("chain_seq"), _text("chain_head"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sessions")),
        sa.ForeignKeyConstraint(["flow_hash"], ["flows.hash"], name=op.f("fk_sessions_flow_hash_flows")),
    )  # fmt: skip
    op.create_index(op.f("ix_sessions_community_id_sessions_state"), "sessions", ["community_id", "state"])
    op.create_table(
        "places",
        _big("id"), _big("session_id"), _big("chat_id"), _big("scope_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("session_id", "chat_id", name=op.f("uq_places_session_id_chat_id")),
    )  # fmt: skip
    op.create_index(op.f("ix_places_chat_id"), "places", ["chat_id"])
    op.create_table(
        "issues",
        _big("id"), _big("community_id"), _number("number"), _big("session_id", nullable=True), _text("title"),
        _text("text"), _big("raised_at"), _big("author_id", nullable=True), _text("author_name"), _text("mode"),
        _text("channel"), _text("suggestion"), _text("category"), _text("on_behalf_of"), _number("position"),
        _string("state", 16), _string("audience", 16), _big("merged_into", nullable=True), _text("screening"),
        _text("reason"), _text("handler"), _big("held_until", nullable=True), _json("attachments"),
        _text("handed_to"), sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
    )  # fmt: skip
    op.create_index(op.f("ix_issues_author_id"), "issues", ["author_id"])
    op.create_index(op.f("ix_issues_community_id_issues_state"), "issues", ["community_id", "state"])
    op.create_index(op.f("ix_issues_session_id"), "issues", ["session_id"])
    op.create_table(
        "rounds",
        _big("id"), _big("session_id"), _text("stage_id"), _text("kind"), _number("lap", 1),
        _string("state", 16), _big("entered_at"), _big("opens_at"), _big("due_at", nullable=True),
        _big("closed_at", nullable=True), _text("outcome"), _text("reason"), _json("members"),
        _number("extended"), _big("decision_id", nullable=True), _json("facts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )  # fmt: skip
    op.create_index(op.f("ix_rounds_session_id"), "rounds", ["session_id"])
    op.create_table(
        "motions",
        _big("id"), _big("session_id"), _big("round_id"), _json("issues"), _text("title"), _text("text"),
        _number("version", 1), _big("drafted_by", nullable=True), _big("drafted_at"), _string("state", 16),
        _text("hash"), _big("vote_round_id", nullable=True), _number("heads"), _number("area"),
        _number("roll_version"), _json("unanswered"), sa.PrimaryKeyConstraint("id", name=op.f("pk_motions")),
    )  # fmt: skip
    op.create_index(op.f("ix_motions_session_id"), "motions", ["session_id"])
    op.create_index(op.f("ix_motions_vote_round_id"), "motions", ["vote_round_id"])
    op.create_table(
        "decisions",
        _big("id"), _big("session_id"), _big("motion_id"), _big("round_id"), _json("issues"), _text("number"),
        _text("label"), _text("outcome"), _json("reason"), _json("figures"), _big("opened_at"),
        _big("closed_at"), _big("announce_at", nullable=True), _big("effective_at", nullable=True),
        _number("extended"), _string("state", 16), sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )  # fmt: skip
    op.create_index(op.f("ix_decisions_session_id"), "decisions", ["session_id"])
    op.create_table(
        "tasks",
        _big("id"), _big("session_id"), _big("round_id"), _big("decision_id", nullable=True), _text("title"),
        _string("state", 16), _text("task_class"), _text("lead"), _big("lead_id", nullable=True),
        _json("assist"), _big("started_at", nullable=True), _big("due_at", nullable=True),
        _big("done_at", nullable=True), _big("accepted_at", nullable=True), _big("accepted_by", nullable=True),
        _number("level"), _number("cost"), _text("result"), _text("keeper"), _text("not_achieved"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )  # fmt: skip
    op.create_index(op.f("ix_tasks_lead_id"), "tasks", ["lead_id"])
    op.create_index(op.f("ix_tasks_session_id"), "tasks", ["session_id"])
    op.create_table(
        "entries",
        _big("id"), _big("session_id"), _big("round_id"), _string("kind", 16), _text("about"),
        _big("person_id", nullable=True), _big("at"), _text("text"), _text("choice"), _string("state", 16),
        _text("answer"), _big("answered_by", nullable=True), _big("answered_at", nullable=True),
        _big("due_at", nullable=True), _text("elector"), _json("attachments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
    )  # fmt: skip
    op.create_index(op.f("ix_entries_round_id_entries_kind"), "entries", ["round_id", "kind"])
    op.create_index(op.f("ix_entries_session_id_entries_kind"), "entries", ["session_id", "kind"])
    op.create_table(
        "standing_acts",
        _string("kind", 8), _big("what"), _big("round_id"), _string("elector", 32), _text("choice"),
        _big("person_id"), _text("channel"), _big("at"), _text("receipt"), _number("changes"),
        _number("heads", 1), _number("area"), _text("words"),
        sa.PrimaryKeyConstraint("kind", "what", "round_id", "elector", name=op.f("pk_standing_acts")),
    )  # fmt: skip
    op.create_index(op.f("ix_standing_acts_person_id"), "standing_acts", ["person_id"])
    op.create_index(op.f("ix_standing_acts_round_id"), "standing_acts", ["round_id"])
    op.create_table(
        "tallies",
        _string("kind", 8), _big("what"), _big("round_id"), _string("choice", 64), _number("heads"),
        _number("area"), sa.PrimaryKeyConstraint("kind", "what", "round_id", "choice", name=op.f("pk_tallies")),
    )  # fmt: skip
    op.create_index(op.f("ix_tallies_round_id"), "tallies", ["round_id"])
    op.create_table(
        "mutes",
        _big("person_id"), _big("round_id"),
        sa.PrimaryKeyConstraint("person_id", "round_id", name=op.f("pk_mutes")),
    )  # fmt: skip


def _minutes() -> None:
    """Minutes, duties and what is owed."""
    op.create_table(
        "journal",
        _string("chain", 32), _big("seq"), _big("at"), _string("kind", 32), _json("public"),
        _string("commitment", 64), _string("prev", 64), _string("hash", 64),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_journal")),
    )  # fmt: skip
    op.create_table(
        "journal_content",
        _string("chain", 32), _big("seq"), _json("content"), _string("salt", 32),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_journal_content")),
    )  # fmt: skip
    op.create_table(
        "chains",
        _string("chain", 32), _number("seq"), _text("head"),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_chains")),
    )  # fmt: skip
    op.create_table(
        "due",
        _string("key", 96), _big("at"), _string("kind", 32), _big("session_id", nullable=True),
        _big("round_id", nullable=True), _json("args"), sa.PrimaryKeyConstraint("key", name=op.f("pk_due")),
    )  # fmt: skip
    op.create_index(op.f("ix_due_at"), "due", ["at"])
    op.create_index(op.f("ix_due_session_id"), "due", ["session_id"])
    op.create_table(
        "owed",
        _big("id"), _string("what", 16), _string("card", 32), _json("args"), _big("chat_id", nullable=True),
        _big("person_id", nullable=True), _string("key", 96, nullable=True), _string("urgency", 16),
        _number("rank"), _big("ready_at"), _big("reply_to", nullable=True), _big("created_at"),
        _string("state", 16), _number("attempts"), _big("sending_since", nullable=True),
        _number("generation", 1), _flag("interrupted"), _text("error"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owed")),
        sa.UniqueConstraint("key", name=op.f("uq_owed_key")),
    )  # fmt: skip
    op.create_index(op.f("ix_owed_chat_id_owed_state"), "owed", ["chat_id", "state"])
    op.create_index(op.f("ix_owed_person_id_owed_state"), "owed", ["person_id", "state"])
    op.create_index(op.f("ix_owed_state_owed_rank_owed_ready_at_owed_id"), "owed", ["state", "rank", "ready_at", "id"])
    op.create_table(
        "cards",
        _string("key", 96), _big("chat_id", nullable=True), _big("person_id", nullable=True),
        _number("message_id"), _string("shown", 64), _string("state", 16), _big("posted_at"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_cards")),
    )  # fmt: skip
    op.create_index(op.f("ix_cards_chat_id_cards_message_id"), "cards", ["chat_id", "message_id"])
    op.create_table(
        "messages",
        _big("chat_id"), _big("message_id"), _string("card", 32), _json("args"), _big("at"),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_messages")),
    )  # fmt: skip
    op.create_table(
        "updates",
        _big("update_id"), _big("at"), sa.PrimaryKeyConstraint("update_id", name=op.f("pk_updates")),
    )  # fmt: skip
    op.create_index(op.f("ix_updates_at"), "updates", ["at"])
    op.create_table(
        "files",
        _string("file_id", 255), _string("kind", 16), _string("sha256", 64), _number("size"), _big("at"),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_files")),
    )  # fmt: skip
    op.create_index(op.f("ix_files_sha256"), "files", ["sha256"])
    op.create_table(
        "covers",
        _big("person_id"), _big("cover_id"), _big("until"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_covers")),
    )  # fmt: skip
    op.create_index(op.f("ix_covers_cover_id"), "covers", ["cover_id"])
    op.create_table(
        "schedules",
        _big("id"), _big("community_id"), _big("chat_id"), _string("kind", 16), _text("cron"), _text("text"),
        _big("made_by", nullable=True), _big("next_at", nullable=True), _string("state", 16),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedules")),
    )  # fmt: skip
    op.create_index(op.f("ix_schedules_chat_id"), "schedules", ["chat_id"])
