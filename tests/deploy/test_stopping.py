"""The real program, told to stop in the middle of a vote: nobody's acknowledged ballot is lost, nobody's is unanswered.

And systemd, over a real socket, hears when it is ready, that it works, and that it stops.
"""

import asyncio
import json
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.app import App
from bot.clock import RealClock, SteppedClock
from bot.rehearsal.conductor import Conductor
from bot.rehearsal.emulator.acts import Press
from bot.rehearsal.emulator.emulator import Emulator
from bot.rehearsal.emulator.model import Chat, Message, User
from bot.settings import Settings
from bot.storage import housekeeping
from bot.storage.store import Store
from bot.storage.tables import owed, people, standing_acts

ROOT = Path(__file__).parents[2]
VOTERS = 120


@asynccontextmanager
async def running(environment: Mapping[str, str], folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """`youshi run`, once it is at work; killed at the end if it has not ended."""
    clean = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "bot", "run"]
    process = await asyncio.create_subprocess_exec(*command, env=clean, cwd=folder, stdout=DEVNULL, stderr=PIPE)
    assert process.stderr is not None
    try:
        async for line in process.stderr:
            if json.loads(line)["event"] == "at work":
                break
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def environment(emulator: Emulator, folder: Path) -> dict[str, str]:
    return {
        "YOUSHI_TOKEN": emulator.token,
        "YOUSHI_API_BASE_URL": emulator.address,
        "YOUSHI_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'youshi.db'}",
    }


async def a_vote(emulator: Emulator, clock: SteppedClock, folder: Path) -> tuple[Message, str, list[User]]:
    """A quick vote opened in a group by a bot of this process, which then ends; its card, its button, its voters."""
    given = environment(emulator, folder)
    settings = Settings.model_validate({name.removeprefix("YOUSHI_").lower(): value for name, value in given.items()})
    conductor = Conductor(emulator, clock, lambda: None)
    app = conductor.bot = await App.start(settings, clock, seed=1, parallel=1)
    chair, voters = emulator.people.new("网格长"), [emulator.people.new(f"居民{n}") for n in range(VOTERS)]
    group = emulator.places.group("第2网格", owner=chair, members=voters)
    emulator.people.start(chair)
    await conductor.settle(None)
    for words in ("/setup 第2网格", "/open wumin-kuai 楼道装灯,同意吗?"):
        emulator.people.say(chair, group, words)
        await conductor.settle(None)
    preview, opens = button("go_", group, emulator.people.private_chat(chair))
    await emulator.people.press(chair, preview.chat, preview.id, opens).confirmed()
    await conductor.settle(None)
    await app.stop()
    card, agree = button("v_b_", group)
    return card, agree, voters


def button(begins: str, *chats: Chat) -> tuple[Message, str]:
    for message in [message for chat in chats for message in reversed(chat.messages.values())]:
        for one in message.buttons:
            if (one.callback_data or "").startswith(begins):
                return message, one.callback_data or ""
    raise AssertionError(f"no button begins with {begins}")


async def voted(folder: Path, told_at: datetime) -> list[int]:
    """The accounts whose ballots are kept, a ballot each, after a stop that left nothing half done."""
    store = await Store.open(f"sqlite:///{folder / 'youshi.db'}")
    async with store.reading() as tx:
        query = standing_acts.join(people, people.c.id == standing_acts.c.person_id).select()
        found = [row.user_id for row in await tx.rows(query.where(standing_acts.c.kind == "ballot"))]
        under_way = await tx.rows(owed.select().where(owed.c.state == "sending"))
        beat = await housekeeping.last_beat(tx)
    await store.close()
    assert under_way == []
    # the silence an outage is measured by begins at the end of the stop
    assert beat is not None
    assert beat >= told_at
    return sorted(found)


async def test_told_to_stop_amid_a_vote_it_keeps_and_answers_what_it_took_and_the_next_takes_the_rest(
    tmp_path: Path,
) -> None:
    clock = SteppedClock(RealClock().now())
    async with Emulator(now=clock.now) as emulator, asyncio.timeout(240):
        card, agree, voters = await a_vote(emulator, clock, tmp_path)
        presses: dict[int, Press] = {}

        def answered() -> list[int]:
            return sorted(user for user, press in presses.items() if press.answer and "已记" in press.answer.text)

        async with running(environment(emulator, tmp_path), tmp_path) as process:
            for number, voter in enumerate(voters):
                presses[voter.id] = emulator.people.press(voter, card.chat, card.id, agree)
                if number == VOTERS // 2:
                    await emulator.changes.until(lambda: len(answered()) > 5)
                    told_at = RealClock().now()
                    process.send_signal(signal.SIGTERM)
            assert await process.wait() == 0
        taken = await voted(tmp_path, told_at)
        assert taken == answered()
        assert len(taken) > 5

        async with running(environment(emulator, tmp_path), tmp_path) as process:
            await emulator.changes.until(lambda: all(press.answer for press in presses.values()))
            process.send_signal(signal.SIGINT)
            assert await process.wait() == 0
        assert await voted(tmp_path, told_at) == sorted(voter.id for voter in voters) == answered()


async def test_systemd_hears_that_it_is_ready_that_it_works_and_that_it_stops(tmp_path: Path) -> None:
    async with Emulator(now=RealClock().now) as emulator, asyncio.timeout(120):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.setblocking(False)
            line.bind(str(tmp_path / "notify"))
            loop = asyncio.get_running_loop()
            told = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "3000000"}
            async with running({**environment(emulator, tmp_path), **told}, tmp_path) as process:
                assert await loop.sock_recv(line, 100) == b"READY=1"
                assert await loop.sock_recv(line, 100) == b"WATCHDOG=1"
                process.send_signal(signal.SIGTERM)
                heard = await loop.sock_recv(line, 100)
                while heard == b"WATCHDOG=1":
                    heard = await loop.sock_recv(line, 100)
                assert heard == b"STOPPING=1"
                assert await process.wait() == 0


async def test_told_to_stop_while_it_waits_for_telegram_it_stops(tmp_path: Path) -> None:
    async with Emulator(now=RealClock().now) as emulator, asyncio.timeout(120):
        emulator.faults.add("server_error", method="getMe", times=10_000)
        given = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment(emulator, tmp_path)}
        command = [sys.executable, "-m", "bot", "run"]
        process = await asyncio.create_subprocess_exec(*command, env=given, cwd=tmp_path, stdout=DEVNULL, stderr=PIPE)
        assert process.stderr is not None
        assert b"Telegram cannot be reached" in await process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        _, rest = await process.communicate()
        assert process.returncode == 0
        assert b"Traceback" not in rest
