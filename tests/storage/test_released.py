"""A database that a released version has filled is brought up to date, and its running sessions go on to their end."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.app import App
from bot.chat.buttons import encode
from bot.clock import SteppedClock
from bot.deliberation.acts import Stand
from bot.deliberation.minutes.journal import verify_chain
from bot.deliberation.model import SessionState
from bot.rehearsal.cast import Cast
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator import Emulator
from bot.rehearsal.emulator.events import Event, Posted
from bot.rehearsal.runner import settings_for
from bot.storage import flows, journal, migrations, snapshot, tables, updates
from bot.storage.store import Store

from .released import FILES, load, town
from .test_migrations import _schema

ROWS = dict[str, list[snapshot.Row]]
A_MONTH = timedelta(days=35)


async def everything(store: Store) -> ROWS:
    async with store.reading() as tx:
        return {
            t.name: [row async for page in snapshot.pages_of(tx, t) for row in page]
            for t in await snapshot.tables_of(tx)
        }


def lost(before: ROWS, after: ROWS) -> list[object]:
    """Rows that are not there any more as they were, column by column; new columns and rows may have come."""
    gone = list[object]()
    for name, rows in before.items():
        kept = [{column: row[column] for column in rows[0]} for row in after[name]] if rows else []
        gone += [(name, row) for row in rows if row not in kept]
    return gone


@pytest.fixture(params=FILES, ids=lambda file: file.name)
def released(request: pytest.FixtureRequest) -> Path:
    file: Path = request.param
    return file


async def test_there_is_a_session_in_every_kind_of_stage(empty_urls: list[str], released: Path) -> None:
    store = await Store.open(empty_urls[0])
    try:
        await load(store, released)
        found = await everything(store)
    finally:
        await store.close()
    kinds = {row["kind"] for row in found["rounds"] if row["state"] == "open"}
    assert kinds == {"collect", "screen", "deliberate", "vote", "notice", "implement", "evaluate"}
    assert any(row["kind"] == "again" for row in found["due"])  # what is archived is asked about again
    assert any(row["state"] == "owed" for row in found["owed"])
    assert all(found[name] for name in ("standing_acts", "journal", "journal_content", "codes", "units", "cards"))


async def test_it_becomes_what_a_fresh_database_is_and_keeps_every_row(empty_urls: list[str], released: Path) -> None:
    old, fresh = [await Store.open(url) for url in empty_urls]
    try:
        await load(old, released)
        before = await everything(old)
        await old.migrate()
        await fresh.migrate()
        after = await everything(old)
        async with old.reading() as tx:
            found = await tx.connection.run_sync(_schema)
        async with fresh.reading() as tx:
            wanted = await tx.connection.run_sync(_schema)
            assert not migrations.missing(await snapshot.revision(tx))
    finally:
        await old.close()
        await fresh.close()
    assert found == wanted
    assert lost(before, after) == []


async def test_flows_stored_then_are_understood_now(empty_urls: list[str], released: Path) -> None:
    """Sessions keep the flow they began with, of whatever vocabulary, and it means what it says."""
    store = await Store.open(empty_urls[0])
    try:
        await load(store, released)
        await store.migrate()
        async with store.reading() as tx:
            stored = await tx.rows(select(tables.flows.c.hash, tables.flows.c.body))
            read = await flows.load_flows(tx, [row.hash for row in stored])
    finally:
        await store.close()
    assert {flow.id for flow in read.values()} == {"ban-yue", "wumin-kuai"}
    for row in stored:
        assert type(read[row.hash]).model_validate_json(read[row.hash].canonical()) == read[row.hash]


OLDEST_FIRST = [FILES[0], *(pytest.param(file, marks=pytest.mark.long) for file in FILES[1:])]
"""What is brought up from the oldest has gone through every revision."""


@pytest.mark.slow
@pytest.mark.parametrize("released", OLDEST_FIRST, indirect=True, ids=lambda file: file.name)
async def test_its_sessions_go_on_to_the_end(empty_urls: list[str], released: Path, tmp_path: Path) -> None:
    """The open vote takes one more ballot and closes at its hour with the right count and one result."""
    url = empty_urls[0].replace("sqlite://", "sqlite+aiosqlite://").replace("postgresql://", "postgresql+asyncpg://")
    store = await Store.open(url)
    await load(store, released)
    async with store.transaction() as tx:
        # this test's Telegram numbers its updates from the beginning
        await updates.forget(tx)
    await store.close()
    played = town.story()
    clock = SteppedClock(played.script.utc(town.END))
    async with Emulator(now=clock.now) as emulator:
        cast = Cast(emulator, played.script)
        cast.gather()
        conductor = Conductor(emulator, clock, lambda: None)
        posted = list[str]()

        def note(event: Event) -> None:
            if isinstance(event, Posted) and event.by_bot and event.chat_id == cast.first_group.id:
                posted.append(event.shown.text)

        settings = settings_for(played, emulator, tmp_path, url).model_copy(update={"seal_key": SecretStr("a key")})
        app = conductor.bot = await App.start(settings, clock, seed=1, parallel=1)
        try:
            cast.found_groups()
            for user in cast.people.values():
                emulator.people.start(user)
            emulator.on_event(note)
            await conductor.rest()
            await _vote(app.store, cast, conductor)
            await conductor.advance(clock.now() + A_MONTH)
            await _as_it_should_be(app.store, posted)
        finally:
            await app.stop()


async def _vote(store: Store, cast: Cast, conductor: Conductor) -> None:
    """Somebody who has not voted yet presses on the card they still have on their screen."""
    async with store.reading() as tx:
        motion = await tx.one(tables.motions.select().where(tables.motions.c.title.startswith(town.VOTE)))
        assert motion is not None
        card = await tx.one(tables.cards.select().where(tables.cards.c.key.endswith(f":round:{motion.vote_round_id}")))
    assert card is not None
    data = encode(Stand("ballot", motion.id, motion.vote_round_id, "agree"))
    press = cast.emulator.people.forge_press(cast.people["乙"], cast.first_group, card.message_id, data)
    await conductor.settle(None)
    assert press.answer is not None
    assert "同意" in press.answer.text


async def _as_it_should_be(store: Store, posted: list[str]) -> None:
    results = [text for text in posted if text.startswith("📌") and town.VOTE in text]
    assert len(results) == 1
    assert f"同意 {town.AGREE + 1}、反对 {town.OPPOSE}" in results[0]
    async with store.reading() as tx:
        decided = await tx.rows(select(tables.decisions, tables.motions.c.title).join(
            tables.motions, tables.motions.c.id == tables.decisions.c.motion_id
        ))  # fmt: skip
        (light,) = [row for row in decided if row.title.startswith(town.VOTE)]
        assert (light.figures["participating"]["heads"], light.outcome) == (town.AGREE + town.OPPOSE + 1, "passed")
        assert not [
            row for row in await tx.rows(select(tables.due)) if row.kind == "close" and row.at < light.closed_at
        ]
        await _whole(tx)
        states = set(await tx.column(select(tables.sessions.c.state)))
    assert states <= {SessionState.OPEN, SessionState.CLOSED}


async def _whole(tx: Any) -> None:
    """Every chain of the minutes, begun by the old version and gone on by this one, holds."""
    for chain in sorted(set(await tx.column(select(tables.journal.c.chain)))):
        rows, contents = await journal.read_chain(tx, chain)
        assert verify_chain(rows, contents, await journal.read_head(tx, chain)) == []
