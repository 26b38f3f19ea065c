"""What the program counts is there for Prometheus, and for nobody whom it does not concern."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from logbook import written
from prometheus_client.parser import text_string_to_metric_families

from bot.app import App
from bot.clock import RealClock, SteppedClock
from bot.deliberation.desk import Due, Owed
from bot.metrics import Metrics
from bot.rehearsal.emulator.emulator import Emulator
from bot.settings import Settings
from bot.storage import chats, duties, owing
from bot.storage.chats import Seen
from bot.storage.store import Store
from bot.web.measures import is_loopback, measures
from bot.web.readiness import Pulse, Readiness
from bot.web.serving import Serving
from bot.web.site import Site

START = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(f"sqlite:///{tmp_path / 'youshi.db'}")
    await store.migrate()
    yield store
    await store.close()


@asynccontextmanager
async def served(metrics: Metrics, store: Store, now: datetime, key: str, *, is_public: bool) -> AsyncIterator[Serving]:
    clock = SteppedClock(now)
    site = Site(Readiness(store, clock, Pulse(clock)))
    site.add(measures(metrics, store, clock, key=key, is_public=is_public))
    serving = Serving(site.app, "127.0.0.1", 0)
    await serving.start()
    try:
        yield serving
    finally:
        await serving.stop()


async def get(serving: Serving, headers: Mapping[str, str] | None = None) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(f"http://127.0.0.1:{serving.port}/metrics", headers=headers)


def values(text: str) -> dict[tuple[str, ...], float]:
    """`(name, label values…)` → value, as Prometheus reads it."""
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {(one.name, *(one.labels[name] for name in sorted(one.labels))): one.value for one in samples}


@pytest.mark.parametrize(
    ("key", "is_public", "sent", "status"),
    [
        ("", False, None, 200),
        ("", True, None, 404),
        ("", True, "Bearer", 404),
        ("k-1", False, None, 404),
        ("k-1", True, "Bearer k-2", 404),
        ("k-1", True, "k-1", 404),
        ("k-1", True, "Bearer 密", 404),
        ("k-1", True, "Bearer k-1", 200),
        ("k-1", False, "Bearer k-1", 200),
    ],
)
async def test_who_may_not_read_them_finds_nothing_there(
    store: Store, key: str, is_public: bool, sent: str | None, status: int
) -> None:
    headers = {b"Authorization": sent.encode()} if sent is not None else {}
    async with served(Metrics(), store, START, key, is_public=is_public) as serving, httpx.AsyncClient() as client:
        base = f"http://127.0.0.1:{serving.port}"
        answer = await client.get(f"{base}/metrics", headers=headers)
        elsewhere = await client.get(f"{base}/nothing")
    assert answer.status_code == status
    if status == 404:
        assert answer.text == elsewhere.text


@pytest.mark.parametrize(
    ("host", "is_it"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("bot.lan", False)],
)
def test_what_is_loopback(host: str, is_it: bool) -> None:
    assert is_loopback(host) is is_it


async def test_what_waits_and_what_is_due_is_measured_when_asked_for(store: Store) -> None:
    ids = await store.reserve_ids()
    async with store.transaction() as tx:
        chat = (await chats.meet_chats(tx, [Seen(-100, 0, "group", "第2网格")], ids))[-100, 0]
        await owing.owe(tx, [Owed("post", "announcement", {"text": "停水"}, chat_id=chat.id)], START, ids)
        await duties.set_due(tx, [Due("round:1:close", START - timedelta(seconds=5), "close")])
    async with served(Metrics(), store, START + timedelta(seconds=40), "", is_public=False) as serving:
        answer = await get(serving)
    found = values(answer.text)
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert found["youshi_outbox_lag_seconds",] == 40
    assert found["youshi_outbox_depth",] == 1
    assert found["youshi_deadline_lag_seconds",] == 45
    assert "停水" not in answer.text
    assert "第2网格" not in answer.text


async def test_a_database_that_does_not_answer_leaves_the_lags_unknown(tmp_path: Path) -> None:
    never_migrated = await Store.open(f"sqlite:///{tmp_path / 'empty.db'}")
    async with served(Metrics(), never_migrated, START, "", is_public=False) as serving:
        found = values((await get(serving)).text)
    await never_migrated.close()
    assert found["youshi_outbox_depth",] != found["youshi_outbox_depth",]  # not a number


def test_what_is_counted_can_be_read() -> None:
    metrics = Metrics()
    metrics.update("callback_query")
    metrics.committed(["ballot", "ballot", "raise-issue"], ["not-bound"])
    metrics.refused("not-bound")
    metrics.held_back("presses")
    metrics.answered(0.03)
    metrics.called("sendMessage", "flood")
    metrics.incident("press")
    found = values(metrics.exposition().decode())
    assert found["youshi_updates_total", "callback_query"] == 1
    assert found["youshi_acts_total", "ballot"] == 2
    assert found["youshi_acts_total", "raise-issue"] == 1
    assert found["youshi_refusals_total", "not-bound"] == 2
    assert (found["youshi_commit_acts_count",], found["youshi_commit_acts_sum",]) == (1, 4)
    assert found["youshi_held_back_total", "presses"] == 1
    assert (
        found["youshi_press_answer_seconds_bucket", "0.025"],
        found["youshi_press_answer_seconds_bucket", "0.05"],
    ) == (0, 1)
    assert found["youshi_telegram_calls_total", "sendMessage", "flood"] == 1
    assert found["youshi_incidents_total", "press"] == 1


def test_two_programs_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.incident("press")
    assert ("youshi_incidents_total", "press") not in values(other.exposition().decode())


async def test_the_running_program_counts_what_it_does_and_names_nobody(tmp_path: Path) -> None:
    async with Emulator(now=RealClock().now) as emulator:
        given = {
            "token": emulator.token,
            "database_url": f"sqlite+aiosqlite:///{tmp_path / 'youshi.db'}",
            "api_base_url": emulator.address,
            "web_port": 0,
        }
        app = await App.start(Settings.model_validate(given), RealClock())
        assert app.serving is not None
        person = emulator.people.new("甲")
        emulator.people.start(person)
        text, sent = "", 'youshi_telegram_calls_total{method="sendMessage",result="ok"}'
        async with asyncio.timeout(60):
            while sent not in text:
                text = (await get(app.serving)).text
        await app.stop()
    found = values(text)
    assert found["youshi_updates_total", "message"] >= 1
    assert found["youshi_acts_total", "ask"] == 1
    assert found["youshi_commit_acts_count",] == 1
    assert found["youshi_telegram_calls_total", "getMe", "ok"] >= 1
    assert found["youshi_telegram_calls_total", "sendMessage", "ok"] == 1
    for private in (str(person.id), "甲", emulator.token):
        assert private not in text


async def test_who_asks_for_what_is_not_written_down(store: Store) -> None:
    with written("debug") as book:
        async with served(Metrics(), store, START, "", is_public=False) as serving, httpx.AsyncClient() as client:
            for path in ("metrics", "telegram?secret_token=hunter2", "%00"):
                await client.get(f"http://127.0.0.1:{serving.port}/{path}")
    assert book.text == ""
