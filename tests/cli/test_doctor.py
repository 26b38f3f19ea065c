"""The check-up: what it finds, how each finding is mended, and that it neither changes nor betrays anything."""

import ast
import asyncio
import os
import sys
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram import Bot

from bot.clerk.clerk import Clerk
from bot.clerk.office import Office
from bot.clerk.submission import Sender, Submission, Where
from bot.clock import RealClock, SteppedClock
from bot.commands.console import words
from bot.deliberation import acts
from bot.deliberation.calendar import Calendar
from bot.doctor import Finding, Level, examine, examine_files
from bot.flow_files import FlowLibrary
from bot.i18n import MASTER
from bot.i18n import keys as keys_of
from bot.rehearsal.emulator import Emulator
from bot.rehearsal.emulator.model import Chat
from bot.settings import Settings
from bot.storage import chats, keyring
from bot.storage.store import Store
from cli.terminal import NOBODY, TOKEN, Youshi

STATED = frozenset(date(year, 1, 1) for year in range(2025, 2100))
CALENDAR = Calendar(rest=STATED)


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    async with Emulator(now=RealClock().now, token=TOKEN) as running:
        yield running


def settings(emulator: Emulator, **more: object) -> Settings:
    given = {"token": SecretStr(TOKEN), "api_base_url": emulator.address} | more
    return Settings.model_validate(given)


async def known_group(emulator: Emulator, bot: str, title: str = "幸福里") -> Chat:
    """A group of the emulator that the database knows as a community's chat."""
    owner = emulator.people.new("网格长")
    group = emulator.places.group(title, owner=owner, bot=bot)  # type: ignore[arg-type]
    store = await Store.open("sqlite+aiosqlite:///youshi.db")
    await store.migrate()
    clerk = Clerk(store, Office(FlowLibrary(), lambda alphabet, n: alphabet[0] * n))
    where, sender = Where(group.id, kind="supergroup", title=title), Sender(owner.id, "网格长")
    await clerk.take(Submission(acts.Ask("help"), sender, RealClock().now(), where, member="creator"))
    async with store.reading() as tx:
        chat = await chats.chat_by_platform(tx, group.id)
    assert chat is not None
    act = acts.SetUp(chat.id, title)
    await clerk.take(Submission(act, sender, RealClock().now(), where, press=True, member="creator"))
    await store.close()
    return group


def keys(found: list[Finding], *levels: Level) -> list[str]:
    return [finding.key for finding in found if finding.level in (levels or tuple(Level))]


async def test_a_sound_deployment_has_nothing_to_mend(emulator: Emulator) -> None:
    await known_group(emulator, "administrator")
    found = await examine(settings(emulator), CALENDAR, RealClock())
    assert keys(found, Level.BAD) == []
    assert {"token-known", "chat-ready", "clock-right", "database-sound", "database-durable", "flows-sound"} <= set(
        keys(found, Level.WELL)
    )


async def test_a_lost_key_of_the_seal_is_found_before_the_bot_is_started(emulator: Emulator) -> None:
    """And a key the operator has stated instead is noted, where something was sealed with the other."""
    await known_group(emulator, "administrator")
    assert "seal-kept" in keys(await examine(settings(emulator), CALENDAR, RealClock()), Level.WELL)
    store = await Store.open("sqlite+aiosqlite:///youshi.db")
    file = settings(emulator).seal_file
    await keyring.take_up(store, "", file)
    await store.close()
    assert "seal-kept" in keys(await examine(settings(emulator), CALENDAR, RealClock()), Level.WELL)
    file.write_text("00" * 32)
    assert "seal-other" in keys(await examine(settings(emulator), CALENDAR, RealClock()), Level.BAD)
    file.unlink()
    assert "seal-missing" in keys(await examine(settings(emulator), CALENDAR, RealClock()), Level.BAD)
    stated = settings(emulator, seal_key=SecretStr("a new one"))
    assert "seal-kept" in keys(await examine(stated, CALENDAR, RealClock()), Level.WELL)


@pytest.mark.parametrize(("bot", "key"), [("member", "chat-not-admin"), ("absent", "chat-lost")])
async def test_rights_in_each_known_chat_are_looked_at(emulator: Emulator, bot: str, key: str) -> None:
    await known_group(emulator, bot)
    found = await examine(settings(emulator), CALENDAR, RealClock())
    assert keys(found, Level.BAD) == [key]


@pytest.mark.parametrize(("privacy", "key"), [(True, "privacy-on"), (False, "privacy-off")])
async def test_privacy_mode_is_told(privacy: bool, key: str) -> None:
    async with Emulator(now=RealClock().now, token=TOKEN, privacy_mode=privacy) as emulator:
        assert key in keys(await examine(settings(emulator), CALENDAR, RealClock()))


@pytest.mark.parametrize(
    ("wanted", "there", "key", "level"),
    [
        (None, "", "webhook-none", Level.WELL),
        (None, "http://127.0.0.1:9/telegram", "webhook-set", Level.NOTE),
        ("http://127.0.0.1:9/telegram", "http://127.0.0.1:9/telegram", "webhook-right", Level.WELL),
        ("http://127.0.0.1:9/telegram", "", "webhook-not-yet", Level.NOTE),
        ("http://127.0.0.1:9/telegram", "http://127.0.0.1:9/other", "webhook-elsewhere", Level.NOTE),
    ],
)
async def test_where_updates_are_brought_is_held_against_the_settings(
    wanted: str | None, there: str, key: str, level: Level
) -> None:
    async with Emulator(now=RealClock().now, token=TOKEN, loopback_webhooks=True) as emulator:
        if there:
            async with Bot(TOKEN, base_url=emulator.base_url) as bot:
                await bot.set_webhook(there)
        found = await examine(settings(emulator, webhook_url=wanted), CALENDAR, RealClock())
    assert [(f.key, f.level) for f in found if f.key.startswith("webhook-")] == [(key, level)]


async def test_a_token_nobody_knows_and_an_address_nobody_answers(emulator: Emulator) -> None:
    other = await examine(settings(emulator, token=SecretStr("999999:ANOTHER-FAKE-TOKEN")), CALENDAR, RealClock())
    assert keys(other, Level.BAD) == ["token-unknown"]
    silent = await examine(settings(emulator, api_base_url=NOBODY), CALENDAR, RealClock())
    assert keys(silent, Level.BAD) == ["api-silent"]


@pytest.mark.parametrize(
    ("seconds", "key", "level"),
    [(0, "clock-right", Level.WELL), (12, "clock-off", Level.NOTE), (90, "clock-wrong", Level.BAD)],
)
async def test_our_clock_is_compared_with_the_servers(emulator: Emulator, seconds: int, key: str, level: Level) -> None:
    clock = SteppedClock(RealClock().now() + timedelta(seconds=seconds))
    found = await examine(settings(emulator), CALENDAR, clock)
    assert [finding.level for finding in found if finding.key == key] == [level]


async def test_a_missing_database_is_not_made(emulator: Emulator, here: Path) -> None:
    found = await examine(settings(emulator), CALENDAR, RealClock())
    assert "database-not-yet" in keys(found, Level.NOTE)
    assert not (here / "youshi.db").exists()


async def test_a_database_that_is_none_is_a_finding_and_not_an_error(emulator: Emulator, here: Path) -> None:
    (here / "youshi.db").write_bytes(b"a letter to the property office" * 100)
    found = await examine(settings(emulator), CALENDAR, RealClock())
    assert keys(found, Level.BAD) == ["database-problem"]


async def test_this_years_rest_days_must_be_known_and_next_years_should(emulator: Emulator) -> None:
    """The official list ends somewhere; stated days stand in for it."""
    unknown = SteppedClock(datetime(2098, 6, 1, tzinfo=UTC))
    found = await examine(settings(emulator), Calendar(), unknown)
    assert [f.level for f in found if f.key == "holidays-unknown"] == [Level.BAD, Level.NOTE]
    known = SteppedClock(datetime(2024, 6, 1, tzinfo=UTC))
    assert "holidays-known" in keys(await examine(settings(emulator), Calendar(), known))


def test_a_broken_flow_of_the_deployment_is_found(here: Path) -> None:
    (here / "mine.yaml").write_text("id: mine\n", encoding="utf-8")
    (broken,) = [finding for finding in examine_files(here) if finding.level is Level.BAD]
    assert (broken.key, broken.params["flow"]) == ("flow-broken", "mine")


def test_every_finding_has_a_sentence_and_what_is_not_well_a_way_to_mend_it() -> None:
    source = (Path(__file__).parents[2] / "bot" / "doctor.py").read_text(encoding="utf-8")
    said = [
        (node.func.id, str(node.args[0].value))
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("well", "note", "bad")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
    assert len(said) > 15
    lacking = [
        f"{prefix}-{key}"
        for kind, key in said
        for prefix in (("doctor",) if kind == "well" else ("doctor", "mend"))
        if f"{prefix}-{key}" not in keys_of(MASTER)
    ]
    assert lacking == []


def test_doctor_prints_a_line_each_and_shows_no_secret(youshi: Youshi, here: Path) -> None:
    secrets = {"YOUSHI_TOKEN": TOKEN, "YOUSHI_OPERATOR_CODE": "open-sesame", "YOUSHI_API_BASE_URL": NOBODY}
    done = youshi("doctor", env=secrets)
    assert done.code == 1
    lines = done.out.splitlines()
    assert all(line.startswith(("✔ ", "! ", "✖ ", "  → ")) for line in lines[:-1])
    assert lines[-1] == words("cli-doctor-count", wrong=sum(line.startswith("✖") for line in lines))
    assert words("mend-api-silent") in done.out
    assert TOKEN not in done.out
    assert "open-sesame" not in done.out


def test_without_settings_the_rest_is_examined_all_the_same(youshi: Youshi) -> None:
    done = youshi("doctor")
    assert done.code == 1
    assert words("cli-token-missing") in done.out
    assert words("doctor-locales-complete", locales="zh-CN, en, zh-TW") in done.out


async def test_the_program_itself_finds_a_sound_deployment_sound(emulator: Emulator, here: Path) -> None:
    await known_group(emulator, "administrator")
    (here / "days.txt").write_text("".join(f"{day} rest\n" for day in sorted(STATED)), encoding="utf-8")
    given = {
        "YOUSHI_TOKEN": TOKEN,
        "YOUSHI_API_BASE_URL": emulator.address,
        "YOUSHI_HOLIDAYS_FILE": "days.txt",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", env={**os.environ, **given}, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()
    assert "✖" not in out.decode()
