"""The tables. Moments are stored as integer microseconds since 1970 UTC, areas as 0.01 m².

Columns of a record's table carry the names of that record's fields (`deliberation.model`), so that
storing is a plain mapping. Migrations of a filled database are left to `migrations/`.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """An aware moment as integer microseconds: exact, ordered and the same on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> int | None:
        return None if value is None else (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, _: Dialect) -> datetime | None:
        return None if value is None else _EPOCH + timedelta(microseconds=value)


def _id(name: str = "id") -> Column[int]:
    return Column(name, BigInteger, primary_key=True, autoincrement=False)


def _ref(name: str, nullable: bool = False) -> Column[int]:
    return Column(name, BigInteger, nullable=nullable)


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, default=default, server_default=default)


def _at(name: str, nullable: bool = True) -> Column[datetime]:
    return Column(name, Instant, nullable=nullable)


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, BigInteger, nullable=False, default=default, server_default=str(default))


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, default=False)


def _json(name: str, empty: Any) -> Column[Any]:
    return Column(name, JSON, nullable=False, default=empty)


# --- the house: ids, places, people -------------------------------------------------------------

counters = Table("counters", metadata, Column("name", String(32), primary_key=True), _number("next", 1))
"""`id`: the next id of any record, reserved in blocks."""

notes = Table("notes", metadata, Column("name", String(64), primary_key=True), _json("value", dict))
"""Small facts of the deployment: heartbeat, token fingerprint, command menus last set."""

scopes = Table(
    "scopes", metadata, _id(), _ref("parent_id", True), Column("kind", String(16), nullable=False),
    _text("name"), Column("path", String(255), nullable=False, unique=True),
)  # fmt: skip
"""The one tree. `path` is `/1/7/9/`: ancestors are its prefixes."""

communities = Table(
    "communities", metadata, _id(), Column("scope_id", ForeignKey("scopes.id"), nullable=False, unique=True),
    _text("name"), _text("timezone"), _text("locale"), _text("quiet_from"), _text("quiet_until"),
    _flag("self_run"), _flag("has_roll"), _json("rest_days", list), _json("work_days", list),
    _number("last_number"), _number("sessions"),
)  # fmt: skip

chats = Table(
    "chats", metadata, _id(), Column("platform_id", BigInteger, nullable=False), _number("thread_id"),
    Column("kind", String(16), nullable=False), _text("title"), _ref("scope_id", True),
    _ref("community_id", True), Column("state", String(16), nullable=False, default="active"),
    _flag("is_admin"), _flag("can_pin"), _flag("can_delete"), _at("next_send_at"), _number("posts_today"),
    _text("posts_day"), UniqueConstraint("platform_id", "thread_id"),
)  # fmt: skip
"""Group chats (and topics, `thread_id` > 0). `next_send_at`: flood state, kept across restarts."""

people = Table(
    "people", metadata, _id(), Column("user_id", BigInteger, nullable=False, unique=True), _text("name"),
    _text("username"), Column("locale", String(16)), _flag("dm_open"), _flag("blocked"), _at("next_send_at"),
    _json("awaiting", dict),
)  # fmt: skip
"""`awaiting`: what the private chat expects next, for example {"for": "raise", "session": 4, "mode": "back"}."""

members = Table(
    "members", metadata, Column("chat_id", BigInteger, primary_key=True),
    Column("person_id", BigInteger, primary_key=True), Column("status", String(16), nullable=False),
    _at("checked_at", False),
)  # fmt: skip
"""Who is known to be in a chat: creator, administrator, member, left, kicked."""

roles = Table(
    "roles", metadata, _id(), _ref("person_id"), _ref("scope_id"), Column("role", String(32), nullable=False),
    _ref("granted_by", True), _at("granted_at", False), _at("ended_at"), Index(None, "person_id"),
)  # fmt: skip

# --- the roll ------------------------------------------------------------------------------------

units = Table(
    "units", metadata, _id(), _ref("scope_id"), Column("door", String(64), nullable=False), _number("area"),
    Column("use", String(16), nullable=False, default="home"), _ref("household_id", True), _text("owner"),
    _ref("owner_id", True), UniqueConstraint("scope_id", "door"), Index(None, "household_id"), Index(None, "owner_id"),
)  # fmt: skip

households = Table(
    "households", metadata, _id(), _ref("scope_id"), Column("door", String(64), nullable=False),
    _text("representative"), _ref("representative_id", True), _flag("ended"), _text("tenant"),
    _ref("residents", True), UniqueConstraint("scope_id", "door"), Index(None, "representative_id"),
)  # fmt: skip
"""`representative` is the name on the roll; `representative_id` the person once bound and confirmed. `residents`: how
many of age live there, by the roll."""

owners = Table(
    "owners", metadata, _id(), _ref("scope_id"), Column("key", String(255), nullable=False), _text("name"),
    Column("kind", String(16), nullable=False), _text("representative"), _ref("representative_id", True),
    _flag("ended"), UniqueConstraint("scope_id", "key"), Index(None, "representative_id"),
)  # fmt: skip
"""Owners of the units of a community: one head each. `representative` is who votes, by the roll; `representative_id`
the person once bound. `key` tells owners of one roll apart (`deliberation.roll.ownership`)."""

owner_claims = Table(
    "owner_claims", metadata, _id(), _ref("owner_id"), _ref("person_id"), Column("state", String(16), nullable=False),
    Column("way", String(16), nullable=False), _at("at", False), _ref("confirmed_by", True),
    UniqueConstraint("owner_id", "person_id"), Index(None, "person_id"),
)  # fmt: skip
"""Who says they vote for an owner. state: asked, bound, refused, ended; way: code, qr, moderator."""

roll_offices = Table(
    "roll_offices", metadata, _id(), _ref("household_id"), _ref("scope_id"), Column("role", String(32), nullable=False), _text("name"),
    _ref("person_id", True), UniqueConstraint("household_id", "role", "name"), Index(None, "scope_id", "role"),
)  # fmt: skip
"""People the roll names as delegates or party members, by household; `person_id` once they are bound, who then hold
the role on `scope_id`, the community's."""

residents = Table(
    "residents", metadata, _id(), _ref("household_id"), _ref("person_id"),
    Column("relation", String(16), nullable=False), Column("state", String(16), nullable=False),
    Column("way", String(16), nullable=False), _at("at", False), _ref("confirmed_by", True), _at("checked_at"),
    _text("recheck"), UniqueConstraint("household_id", "person_id"), Index(None, "person_id"),
)  # fmt: skip
"""Bindings of people to households. state: asked, bound, refused, ended; way: code, qr, moderator, script. `checked_at`:
when somebody bound long ago was asked whether they still live there; recheck: empty, asked, told (the moderators)."""

codes = Table(
    "codes", metadata, _id(), _ref("household_id"), Column("hash", String(64), nullable=False, unique=True),
    Column("way", String(8), nullable=False), _at("expires_at", False), _number("tries"),
    Column("state", String(16), nullable=False), _ref("owner_id", True), Index(None, "household_id"),
    Index(None, "owner_id"),
)  # fmt: skip
"""Codes of the sheet of a household, or of an owner (then `household_id` is 0), hashed. way: `digits` (typed with the door number) or `qr`; state: live, revoked."""

rolls = Table(
    "rolls", metadata, _id("scope_id"), _number("version"), _number("heads"),
    _number("area"), _number("owners"), _number("owned"), _ref("residents", True),
)  # fmt: skip
"""Per scope with a roll: version and totals, so that opening a vote does not count the roll: households and their area,
owners and what they own, residents of age (None where the roll does not say it of every household)."""

roll_offers = Table(
    "roll_offers", metadata, _id(), _ref("community_id"), _ref("person_id"), _text("sha256"), _number("version"),
    _at("at", False), _json("rows", list), Index(None, "person_id"),
)  # fmt: skip
"""Rolls handed in as files, until their sender has decided on them: `version` of the roll they were compared with."""

# --- sessions ------------------------------------------------------------------------------------

flows = Table(
    "flows", metadata, Column("hash", String(64), primary_key=True),
    Column("flow_id", String(32), nullable=False), _number("version"), _number("vocabulary"), _text("body"),
    _at("stored_at", False),
)  # fmt: skip

sessions = Table(
    "sessions", metadata, _id(), _ref("community_id"), _ref("scope_id"), _text("number"),
    Column("flow_hash", ForeignKey("flows.hash"), nullable=False), _text("flow_id"), _ref("opened_by", True),
    _at("opened_at", False), Column("state", String(16), nullable=False), _at("closed_at"),
    _text("cancel_reason"), _ref("cancel_asked_by", True), _text("cancel_asked_reason"), _at("paused_until"),
    _flag("practice"), _json("waiting", dict), _json("came_from", dict), _text("question"),
    _number("chain_seq"), _text("chain_head"),
    Column("offered", JSON, nullable=False, default=dict, server_default="{}"), Index(None, "community_id", "state"),
)  # fmt: skip

places = Table(
    "places", metadata, _id(), _ref("session_id"), _ref("chat_id"), _ref("scope_id"),
    UniqueConstraint("session_id", "chat_id"), Index(None, "chat_id"),
)  # fmt: skip

issues = Table(
    "issues", metadata, _id(), _ref("community_id"), _number("number"), _ref("session_id", True),
    _text("title"), _text("text"), _at("raised_at", False), _ref("author_id", True), _text("author_name"),
    _text("mode"), _text("channel"), _text("suggestion"), _text("category"), _text("on_behalf_of"),
    _number("position"), Column("state", String(16), nullable=False),
    Column("audience", String(16), nullable=False), _ref("merged_into", True), _text("screening"),
    _text("reason"), _text("handler"), _at("held_until"), _json("attachments", list), _text("handed_to"),
    _text("author_seal"), _text("cause"), Index(None, "session_id"), Index(None, "community_id", "state"),
    Index(None, "author_id"), Index(None, "author_seal"),
)  # fmt: skip

"""`author_seal` instead of `author_id` for what was sent 背靠背: the author, closed with a key that is not in here."""

rounds = Table(
    "rounds", metadata, _id(), _ref("session_id"), _text("stage_id"), _text("kind"), _number("lap", 1),
    Column("state", String(16), nullable=False), _at("entered_at", False), _at("opens_at", False),
    _at("due_at"), _at("closed_at"), _text("outcome"), _text("reason"), _json("members", dict),
    _number("extended"), _ref("decision_id", True), _json("facts", dict), Index(None, "session_id"),
)  # fmt: skip

motions = Table(
    "motions", metadata, _id(), _ref("session_id"), _ref("round_id"), _json("issues", list), _text("title"),
    _text("text"), _number("version", 1), _ref("drafted_by", True), _at("drafted_at", False),
    Column("state", String(16), nullable=False), _text("hash"), _ref("vote_round_id", True), _number("heads"),
    _number("area"), _number("roll_version"), _json("unanswered", list),
    Column("choices", JSON, nullable=False, default=list, server_default="[]"), _number("cost"), _number("budget"),
    _ref("second_of", True), Index(None, "session_id"), Index(None, "vote_round_id"),
)  # fmt: skip

decisions = Table(
    "decisions", metadata, _id(), _ref("session_id"), _ref("motion_id"), _ref("round_id"),
    _json("issues", list), _text("number"), _text("label"), _text("outcome"), _json("reason", dict),
    _json("figures", dict), _at("opened_at", False), _at("closed_at", False), _at("announce_at"),
    _at("effective_at"), _number("extended"), Column("state", String(16), nullable=False), _text("digest"),
    Index(None, "session_id"),
)  # fmt: skip

tasks = Table(
    "tasks", metadata, _id(), _ref("session_id"), _ref("round_id"), _ref("decision_id", True), _text("title"),
    Column("state", String(16), nullable=False), _text("task_class"), _text("lead"), _ref("lead_id", True),
    _json("assist", list), _at("started_at"), _at("due_at"), _at("done_at"), _at("accepted_at"),
    _ref("accepted_by", True), _number("level"), _number("cost"), _text("result"), _text("keeper"),
    _text("not_achieved"), Index(None, "session_id"), Index(None, "lead_id"),
)  # fmt: skip

entries = Table(
    "entries", metadata, _id(), _ref("session_id"), _ref("round_id"),
    Column("kind", String(16), nullable=False), _text("about"), _ref("person_id", True), _at("at", False),
    _text("text"), _text("choice"), Column("state", String(16), nullable=False), _text("answer"),
    _ref("answered_by", True), _at("answered_at"), _at("due_at"), _text("elector"), _json("attachments", list),
    Index(None, "session_id", "kind"), Index(None, "round_id", "kind"),
)  # fmt: skip

standing_acts = Table(
    "standing_acts", metadata, Column("kind", String(8), primary_key=True),
    Column("what", BigInteger, primary_key=True), Column("round_id", BigInteger, primary_key=True),
    Column("elector", String(32), primary_key=True), _text("choice"), _ref("person_id"), _text("channel"),
    _at("at", False), _text("receipt"), _number("changes"), _number("heads", 1), _number("area"),
    _text("words"), _ref("hand_id", True), Index(None, "person_id"), Index(None, "round_id"),
)  # fmt: skip
"""One row per elector and question: the ballot box."""

tallies = Table(
    "tallies", metadata, Column("kind", String(8), primary_key=True),
    Column("what", BigInteger, primary_key=True), Column("round_id", BigInteger, primary_key=True),
    Column("choice", String(64), primary_key=True), _number("heads"), _number("area"), Index(None, "round_id"),
)  # fmt: skip
"""Running counts, moved by each standing act; recounted from `standing_acts` at the close."""

ballot_keys = Table("ballot_keys", metadata, _id("round_id"), Column("key", String(32), nullable=False))
"""Of every open anonymous vote the key that says whose ballot is whose; gone with its close (`anonymous`)."""

deliveries = Table(
    "deliveries", metadata, Column("round_id", BigInteger, primary_key=True),
    Column("elector", String(32), primary_key=True), _number("area"), Column("way", String(8), nullable=False),
    _at("at", False), _ref("person_id", True), Index(None, "person_id"),
)  # fmt: skip
"""To which owners a vote has been delivered, where silence counts. way: `private` (the bot's message has arrived),
`door` (a teller says so; `person_id`), empty where that was taken back."""

proxies = Table(
    "proxies", metadata, _id(), _ref("session_id"), _ref("motion_id"), Column("elector", String(32), nullable=False),
    _text("door"), _ref("agent_id", True), _ref("granted_by", True), _at("granted_at", False), _at("until"),
    Column("state", String(16), nullable=False), _at("accepted_at"), _ref("confirmed_by", True), _at("confirmed_at"),
    _json("attachments", list), Index(None, "session_id"), Index(None, "agent_id"),
)  # fmt: skip
"""委托: whose vote is given to whom. `motion_id` 0: for all the session puts to the vote; `attachments`: the document."""

paper_entries = Table(
    "paper_entries", metadata, _id(), _ref("session_id"), _ref("round_id"), _ref("motion_id"),
    Column("elector", String(32), nullable=False), _text("door"), _text("choice"), _ref("teller_id", True),
    _at("at", False), Column("state", String(16), nullable=False), _json("attachments", list),
    Index(None, "session_id"), Index(None, "motion_id", "elector"),
)  # fmt: skip
"""What each teller has read on a ballot of paper; the ballot itself, once two agree, is in `standing_acts`."""

mutes = Table(
    "mutes", metadata, Column("person_id", BigInteger, primary_key=True),
    Column("round_id", BigInteger, primary_key=True),
)  # fmt: skip
"""Who asked not to be reminded of a round again."""

# --- the books of common funds ----------------------------------------------------------------------

ledger = Table(
    "ledger", metadata, _id(), _ref("scope_id"), _number("number"), Column("kind", String(16), nullable=False),
    _number("amount"), Column("day", String(10), nullable=False), _text("words"), _ref("entered_by", True),
    _at("entered_at", False), _text("category"), _ref("decision_id", True), _ref("corrects", True),
    Column("state", String(16), nullable=False), _ref("settled_by", True), _at("settled_at"), _text("reason"),
    _json("vouchers", list), UniqueConstraint("scope_id", "number"), Index(None, "decision_id"),
)  # fmt: skip
"""What was entered into the books of a community's or a street's fund, by one person and confirmed by another. state:
entered, confirmed, refused; `amount` in 0.01 of the currency, below zero for a counter-entry."""

grants = Table(
    "grants", metadata, _id("decision_id"), _ref("scope_id"), _ref("session_id"), _text("number"), _text("title"),
    _number("granted"), _ref("spent", True), _flag("standing"), _at("effective_at"), Index(None, "scope_id"),
)  # fmt: skip
"""What decisions have promised of a fund, as their sessions say now."""

# --- minutes, duties and what is owed ---------------------------------------------------------------

journal = Table(
    "journal", metadata, Column("chain", String(32), primary_key=True),
    Column("seq", BigInteger, primary_key=True), _at("at", False), Column("kind", String(32), nullable=False),
    _json("public", dict), Column("commitment", String(64), nullable=False),
    Column("prev", String(64), nullable=False), Column("hash", String(64), nullable=False),
)  # fmt: skip
"""Append-only minutes. `chain` is `session:12` or `community:3`; `hash` covers everything else in the row."""

journal_content = Table(
    "journal_content", metadata, Column("chain", String(32), primary_key=True),
    Column("seq", BigInteger, primary_key=True), _json("content", dict),
    Column("salt", String(32), nullable=False),
)  # fmt: skip
"""Personal content beside the journal; erasing a row here with its salt leaves the chain whole."""

chains = Table(
    "chains", metadata, Column("chain", String(32), primary_key=True), _number("seq"), _text("head"),
)  # fmt: skip
"""Heads of the chains that belong to no session."""

due = Table(
    "due", metadata, Column("key", String(96), primary_key=True), _at("at", False),
    Column("kind", String(32), nullable=False), _ref("session_id", True), _ref("round_id", True),
    _json("args", dict), Index(None, "at"), Index(None, "session_id"),
)  # fmt: skip

owed = Table(
    "owed", metadata, _id(), Column("what", String(16), nullable=False),
    Column("card", String(32), nullable=False), _json("args", dict), _ref("chat_id", True),
    _ref("person_id", True), Column("key", String(96), unique=True),
    Column("urgency", String(16), nullable=False), _number("rank"), _at("ready_at", False),
    _ref("reply_to", True), _at("created_at", False), Column("state", String(16), nullable=False, default="owed"), _number("attempts"),
    _at("sending_since"), _number("generation", 1), _flag("interrupted"), _text("error"), _ref("sender", True),
    Index(None, "state", "rank", "ready_at", "id"), Index(None, "chat_id", "state"), Index(None, "person_id", "state"),
)  # fmt: skip
"""`rank`: what goes first, 0 before 1 before 2; `ready_at`: not before. state: owed, sending, sent, given_up. A keyed row that is owed again raises `generation`, so a state
that changed during its delivery is delivered once more. `interrupted`: a send of it may have arrived
though nobody saw it end. `sender`: the program that has it in delivery, by its number in `presence`."""

cards = Table(
    "cards", metadata, Column("key", String(96), primary_key=True), _ref("chat_id", True),
    _ref("person_id", True), _number("message_id"), Column("shown", String(64), nullable=False),
    Column("state", String(16), nullable=False), _at("posted_at", False), Index(None, "chat_id", "message_id"),
)  # fmt: skip
"""Live messages: which platform message shows a card, and the hash of what it shows. state: live, retired, lost."""

messages = Table(
    "messages", metadata, Column("chat_id", BigInteger, primary_key=True),
    Column("message_id", BigInteger, primary_key=True), Column("card", String(32), nullable=False),
    _json("args", dict), _at("at", False),
)  # fmt: skip
"""What a sent message was about, so that a reply to it is understood. `chat_id` is the platform's."""

updates = Table(
    "updates", metadata, Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    _at("at", False), Index(None, "at"),
)  # fmt: skip
"""Update ids whose effects are committed."""

files = Table(
    "files", metadata, Column("file_id", String(255), primary_key=True), Column("kind", String(16), nullable=False),
    Column("sha256", String(64), nullable=False), _number("size"), _at("at", False), Index(None, "sha256"),
)  # fmt: skip
"""Photos, voices and documents that have been fetched, by the name the platform gave them; the bytes lie in the
files folder under their SHA-256. `size` in bytes."""

covers = Table(
    "covers", metadata, _id("person_id"), _ref("cover_id"), _at("until", False), Index(None, "cover_id"),
)  # fmt: skip
"""今天请人代: whose day's tasks somebody else looks after, and until when."""

forgotten = Table(
    "forgotten", metadata, Column("mark", String(32), primary_key=True), _ref("person_id"), Index(None, "person_id"),
)  # fmt: skip
"""Accounts that were forgotten while a ballot of theirs stood in an open vote, by a keyed mark of the account: until
that vote is over they are known again by it, so that nobody votes twice."""

schedules = Table(
    "schedules", metadata, _id(), _ref("community_id"), _ref("chat_id"),
    Column("kind", String(16), nullable=False), _text("cron"), _text("text"), _ref("made_by", True),
    _at("next_at"), Column("state", String(16), nullable=False, default="on"), Index(None, "chat_id"),
)  # fmt: skip
"""Recurring posts: `week` (open matters), `month` (results), `open` (a standing session), `text`."""
