"""The door for machines says over HTTP whether the program lives, and whether it can serve."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import App
from bot.clock import RealClock, SteppedClock
from bot.deliberation.desk import Due, Owed, Urgency
from bot.rehearsal.emulator.emulator import Emulator
from bot.settings import Settings, SettingsRefused
from bot.storage import chats, duties, owing, people
from bot.storage.chats import Seen
from bot.storage.people import Met
from bot.storage.store import Store
from bot.web.readiness import LATE, SILENCE, SILENCE_ASKED, WAITING, Pulse, Readiness
from bot.web.serving import Serving
from bot.web.site import Site

START = datetime(2026, 12, 7, 1, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def get(serving: Serving, path: str) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(f"http://{serving.host}:{serving.port}{path}")


@asynccontextmanager
async def served(site: Site) -> AsyncIterator[Serving]:
    serving = Serving(site.app, "127.0.0.1", 0)
    await serving.start()
    try:
        yield serving
    finally:
        await serving.stop()


@dataclass
class House:
    clock: SteppedClock
    store: Store
    pulse: Pulse
    serving: Serving

    async def checks(self) -> tuple[int, dict[str, Any]]:
        answer = await get(self.serving, "/readyz")
        return answer.status_code, answer.json()["checks"]

    async def owe(self, urgency: Urgency = Urgency.REPLY) -> int:
        """Owe a group (privately: a person) one message; the group's id."""
        ids = await self.store.reserve_ids()
        async with self.store.transaction() as tx:
            met = await people.meet(tx, [Met(7, "甲")], ids)
            chat = await chats.meet_chats(tx, [Seen(-100, 0, "group", "第2网格")], ids)
            group = chat[-100, 0].id
            private = urgency is Urgency.PRIVATE
            to, where = (None, met[7].id) if private else (group, None)
            words = Owed("post", "announcement", {"text": "x"}, urgency=urgency, chat_id=to, person_id=where)
            await owing.owe(tx, [words], self.clock.now(), ids)
        return group


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A migrated database and a Telegram that answered just now."""
    clock = SteppedClock(START)
    store = await Store.open(f"sqlite:///{tmp_path / 'youshi.db'}")
    await store.migrate()
    pulse = Pulse(clock)
    pulse.beat()
    async with served(Site(Readiness(store, clock, pulse))) as serving:
        yield House(clock, store, pulse, serving)
    await store.close()


async def test_a_house_in_order_is_ready(house: House) -> None:
    answer = await get(house.serving, "/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "checks": {
            "telegram": {"well": True, "seconds": 0},
            "database": {"well": True},
            "deadlines": {"well": True, "seconds": 0},
            "outbox": {"well": True, "seconds": 0},
        },
    }
    assert answer.headers["cache-control"] == "no-store"


async def test_a_telegram_that_is_only_quiet_is_asked(house: House) -> None:
    async def ask() -> None:
        house.pulse.beat()

    house.pulse.ask = ask
    house.clock.advance_to(START + SILENCE_ASKED + SECOND)
    assert (await house.checks())[1]["telegram"] == {"well": True, "seconds": 0}


@pytest.mark.parametrize(("silent", "status"), [(SILENCE, 200), (SILENCE + SECOND, 503)])
async def test_a_telegram_that_does_not_answer_is_given_up_after_a_while(
    house: House, silent: timedelta, status: int
) -> None:
    async def ask() -> None:
        raise ConnectionError

    house.pulse.ask = ask
    house.clock.advance_to(START + silent)
    found, checks = await house.checks()
    assert found == status
    assert checks["telegram"] == {"well": status == 200, "seconds": int(silent.total_seconds())}


@pytest.mark.parametrize(("late", "status"), [(LATE, 200), (LATE + SECOND, 503)])
async def test_a_due_moment_nobody_closes_is_a_lag(house: House, late: timedelta, status: int) -> None:
    async with house.store.transaction() as tx:
        await duties.set_due(tx, [Due("round:1:close", START, "close")])
    house.clock.advance_to(START + late)
    found, checks = await house.checks()
    assert found == status
    assert checks["deadlines"] == {"well": status == 200, "seconds": int(late.total_seconds())}


@pytest.mark.parametrize(
    ("urgency", "waits", "well"),
    [
        (Urgency.REPLY, WAITING, True),
        (Urgency.REPLY, WAITING + SECOND, False),
        (Urgency.PRIVATE, 6 * WAITING, True),
    ],
)
async def test_words_that_could_go_out_and_do_not_are_a_lag_and_reminders_are_none(
    house: House, urgency: Urgency, waits: timedelta, well: bool
) -> None:
    await house.owe(urgency)
    house.clock.advance_to(START + waits)
    _, checks = await house.checks()
    assert checks["outbox"]["well"] is well


async def test_a_chat_that_has_to_be_left_alone_is_no_lag(house: House) -> None:
    group = await house.owe()
    async with house.store.transaction() as tx:
        await owing.hold_chat(tx, group, START + 9 * WAITING)
    house.clock.advance_to(START + 2 * WAITING)
    assert (await house.checks())[1]["outbox"] == {"well": True, "seconds": 0}


async def test_a_database_of_another_version_is_not_ready(tmp_path: Path) -> None:
    clock = SteppedClock(START)
    store = await Store.open(f"sqlite:///{tmp_path / 'youshi.db'}")
    async with served(Site(Readiness(store, clock, Pulse(clock)))) as serving:
        answer = await get(serving, "/readyz")
        assert answer.status_code == 503
        assert answer.json()["checks"]["database"] == {"well": False}
        assert (await get(serving, "/healthz")).status_code == 200
    await store.close()


async def test_a_route_added_while_it_serves_is_answered(house: House) -> None:
    site = Site(Readiness(house.store, house.clock, house.pulse))

    async def hook(_request: Request) -> Response:
        return Response(status_code=204)

    async with served(site) as serving:
        assert (await get(serving, "/hook")).status_code == 404
        site.add(Route("/hook", hook))
        assert (await get(serving, "/hook")).status_code == 204


# --- in the running program -----------------------------------------------------------------------------


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    async with Emulator(now=RealClock().now) as emulator:
        yield emulator


def settings(emulator: Emulator, folder: Path, port: int | None = 0) -> Settings:
    database = f"sqlite+aiosqlite:///{folder / 'youshi.db'}"
    given = {"token": emulator.token, "database_url": database, "api_base_url": emulator.address, "web_port": port}
    return Settings.model_validate(given)


async def test_the_program_says_over_http_that_it_is_alive_and_ready_and_no_secret(
    emulator: Emulator, tmp_path: Path
) -> None:
    app = await App.start(settings(emulator, tmp_path), RealClock())
    assert app.serving is not None
    assert app.serving.host == "127.0.0.1"
    health, ready = await get(app.serving, "/healthz"), await get(app.serving, "/readyz")
    assert (health.status_code, health.json()) == (200, {"alive": True})
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    assert emulator.token not in ready.text
    assert str(tmp_path) not in ready.text
    await app.stop()
    with pytest.raises(httpx.ConnectError):
        await get(app.serving, "/healthz")


async def test_unless_it_is_asked_to_nothing_listens(emulator: Emulator, tmp_path: Path) -> None:
    app = await App.start(settings(emulator, tmp_path, None), RealClock())
    assert app.serving is None
    await app.stop()


async def test_while_it_waits_for_telegram_it_is_alive_and_not_ready(
    emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    emulator.faults.add("server_error", method="getMe", times=1000)
    asked = asyncio.Event()
    monkeypatch.setattr(Emulator, "call_observers", [*Emulator.call_observers, lambda _: asked.set()])
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    starting = asyncio.create_task(App.start(settings(emulator, tmp_path, port), RealClock()))
    async with asyncio.timeout(20), httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        await asked.wait()
        assert (await client.get("/healthz")).status_code == 200
        ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()["checks"]["telegram"]) == (503, {"well": False})
    assert ready.json()["checks"]["database"] == {"well": True}
    emulator.faults.clear()
    async with asyncio.timeout(20):
        app = await starting
    await app.stop()


async def test_a_port_somebody_else_has_is_said_at_once(emulator: Emulator, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SettingsRefused) as refused:
        await App.start(settings(emulator, tmp_path, taken.getsockname()[1]), RealClock())
    [problem] = refused.value.problems
    assert (problem.key, problem.params["name"]) == ("settings-web-address", "YOUSHI_WEB_PORT")
