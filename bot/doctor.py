"""The check-up of a deployment: every line is a fact with a level, and where it is not well, how to mend it.

What Telegram knows is asked by `chat.telegram.checkup`, the database by `storage`; judging is here, the sentences
(`doctor-…`, and `mend-…` for what to do) are in `locales/`. No secret is ever part of a finding.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import make_url

from bot import i18n
from bot.chat.telegram.checkup import Checkup, NotAnswering, Rights, TokenUnknown, check_up, server_time
from bot.clock import Clock
from bot.deliberation.calendar import Calendar
from bot.deliberation.house import Chat
from bot.flow_files import FlowErrors, FlowLibrary
from bot.settings import Settings
from bot.storage import chats as chat_rows
from bot.storage import keyring, scopes
from bot.storage.keyring import Fit
from bot.storage.problem import StorageProblem
from bot.storage.soundness import damage, survives_power_cut
from bot.storage.store import Store, Tx

SKEW_NOTED, SKEW_BAD = 5, 30
"""Seconds between our clock and Telegram's."""
_MB = 1024 * 1024
DISK_NOTED, DISK_BAD = 1024 * _MB, 100 * _MB


class Level(Enum):
    WELL = "✔"
    NOTE = "!"
    BAD = "✖"


@dataclass(frozen=True, slots=True)
class Finding:
    """`doctor-<key>` says what was found, `mend-<key>` (unless all is well) what to do."""

    level: Level
    key: str
    params: dict[str, str | int] = field(default_factory=dict)


def well(key: str, **params: str | int) -> Finding:
    return Finding(Level.WELL, key, params)


def note(key: str, **params: str | int) -> Finding:
    return Finding(Level.NOTE, key, params)


def bad(key: str, **params: str | int) -> Finding:
    return Finding(Level.BAD, key, params)


async def examine(settings: Settings, calendar: Calendar, clock: Clock) -> list[Finding]:
    """Everything there is to check with settings that can be read."""
    found, known = await _database(settings)
    found = [*await _telegram(settings, known), *await _clock(settings, clock), *found]
    found += _holidays(calendar, clock.now().astimezone(ZoneInfo(settings.timezone)).year)
    return [*found, *examine_files(settings.flows_dir)]


def examine_files(flows_dir: Path | None) -> list[Finding]:
    """What can be checked without any settings: flows and locales."""
    return [*_flows(FlowLibrary([flows_dir] if flows_dir else [])), *_locales()]


# --- Telegram ----------------------------------------------------------------------------------------


async def _telegram(settings: Settings, known: Sequence[Chat]) -> list[Finding]:
    try:
        found = await check_up(
            settings.token.get_secret_value(), settings.api_base_url, [chat.platform_id for chat in known]
        )
    except TokenUnknown:
        return [bad("token-unknown")]
    except NotAnswering as error:
        return [bad("api-silent", address=_host(settings.api_base_url), why=str(error))]
    return [*_account(found, settings), *(_chat(chat, found.chats[chat.platform_id]) for chat in known)]


def _account(found: Checkup, settings: Settings) -> list[Finding]:
    account = found.account
    return [
        well("token-known", name=account.username),
        well("groups-open") if account.may_join_groups else bad("groups-closed"),
        well("privacy-off") if account.reads_all_messages else note("privacy-on"),
        _transport(account.webhook, settings.webhook_url),
    ]


def _transport(there: str, wanted: str | None) -> Finding:
    """Where Telegram brings updates, beside how this program is set to get them."""
    if wanted is None:
        return note("webhook-set", address=_host(there)) if there else well("webhook-none")
    if not there:
        return note("webhook-not-yet", address=_host(wanted))
    if there != wanted:
        return note("webhook-elsewhere", address=_host(there))
    return well("webhook-right", address=_host(wanted))


def _chat(chat: Chat, rights: Rights) -> Finding:
    title = chat.title or str(chat.platform_id)
    if rights.problem:
        return bad("chat-lost", title=title, why=rights.problem)
    if not rights.is_admin:
        return bad("chat-not-admin", title=title)
    if not rights.can_pin:
        return bad("chat-cannot-pin", title=title)
    if not rights.can_delete:
        return bad("chat-cannot-delete", title=title)
    return well("chat-ready", title=title)


async def _clock(settings: Settings, clock: Clock) -> list[Finding]:
    try:
        theirs = await server_time(settings.api_base_url)
    except NotAnswering:
        return []  # said already, by the account's line
    if theirs is None:
        return [note("clock-unknown")]
    skew = int(abs((clock.now() - theirs).total_seconds()))
    if skew > SKEW_BAD:
        return [bad("clock-wrong", seconds=skew)]
    return [note("clock-off", seconds=skew) if skew > SKEW_NOTED else well("clock-right")]


def _host(address: str) -> str:
    """The address without its path: a path can hold a token."""
    return "/".join(address.split("/")[:3])


# --- database ------------------------------------------------------------------------------------------


async def _database(settings: Settings) -> tuple[list[Finding], list[Chat]]:
    """What the database is like, and the chats it knows."""
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        return [note("database-not-yet", file=str(file)), *_disk(file)], []
    try:
        store = await Store.open(settings.database_url)
    except StorageProblem as problem:
        return [_problem(problem)], []
    try:
        return await _opened(store, file, settings)
    except StorageProblem as problem:
        return [_problem(problem)], []
    finally:
        await store.close()


async def _opened(store: Store, file: Path | None, settings: Settings) -> tuple[list[Finding], list[Chat]]:
    if not await store.is_current():
        return [bad("database-old"), *_disk(file)], []
    async with store.reading() as tx:
        broken, durable = await damage(tx), await survives_power_cut(tx)
        known = [chat for home in await scopes.communities(tx) for chat in await chat_rows.chats_of(tx, home.id)]
        sealed = await _seal(tx, settings)
    # a write like any other: it takes the lock, and the disk must take it
    await store.reserve_ids(1)
    found = [
        bad("database-broken", said=broken) if broken else well("database-sound"),
        well("database-durable") if durable else bad("database-forgetful"),
        sealed,
        *_disk(file),
    ]
    return found, [chat for chat in known if chat.thread_id == 0]


async def _seal(tx: Tx, settings: Settings) -> Finding:
    """Whether the authors of 背靠背 can be told anything: the key they were sealed with must be at hand."""
    stated, file = settings.seal_key.get_secret_value(), settings.seal_file
    try:
        seal = keyring.at_hand(stated, file)
    except StorageProblem as problem:
        return _problem(problem)
    fits = await keyring.fit(tx, seal)
    if fits in (Fit.MISSING, Fit.OTHER) and not stated:
        return bad("seal-missing" if fits is Fit.MISSING else "seal-other", file=str(file))
    lost = await keyring.unreadable(tx, seal) if seal is not None else 0
    return note("seal-lost", count=lost) if lost else well("seal-kept")


def _problem(problem: StorageProblem) -> Finding:
    return Finding(Level.BAD, "database-problem", {"problem": problem.key, **problem.params})


def _disk(file: Path | None) -> list[Finding]:
    if file is None:
        return []
    free = shutil.disk_usage(file.absolute().parent).free
    params: dict[str, str | int] = {"free": free // _MB}
    level = Level.BAD if free < DISK_BAD else Level.NOTE if free < DISK_NOTED else Level.WELL
    return [Finding(level, "disk-enough" if level is Level.WELL else "disk-short", params)]


def sqlite_file(database_url: str) -> Path | None:
    """The file of an SQLite database; None for a server."""
    url = make_url(database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


# --- what comes with the program ---------------------------------------------------------------------


def _holidays(calendar: Calendar, year: int) -> list[Finding]:
    """This year's official list must be known; next year's is published in November."""
    unknown = [int(params["year"]) for _, params in calendar.warnings((year, year + 1))]
    found = [(bad if each == year else note)("holidays-unknown", year=str(each)) for each in unknown]
    return found or [well("holidays-known", year=str(year), next=str(year + 1))]


def _flows(library: FlowLibrary) -> list[Finding]:
    broken = list[Finding]()
    for name in library.ids():
        try:
            library.load(name)
        except FlowErrors as errors:
            broken.append(bad("flow-broken", flow=name, count=len(errors.problems)))
    return broken or [well("flows-sound", flows=", ".join(library.ids()))]


def _locales() -> list[Finding]:
    master = i18n.keys(i18n.MASTER)
    found = list[Finding]()
    for locale in i18n.available():
        missing = sorted(master - i18n.keys(locale))
        if missing:
            found.append(bad("locale-incomplete", locale=locale, count=len(missing), first=missing[0]))
    return found or [well("locales-complete", locales=", ".join(i18n.available()))]
