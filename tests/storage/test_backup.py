"""A backup taken while the bot runs is put back elsewhere, on either database, and every session goes on."""

import asyncio
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from adapter.town import PACE, Town, founded
from pydantic import SecretStr

from bot.backup import MANIFEST, Manifest, Progress, back_up, restore
from bot.outbox.shelf import Shelf
from bot.rehearsal.emulator.acts import Press
from bot.rehearsal.emulator.model import User
from bot.storage import ballots, tables
from bot.storage.files import Kept, keep
from bot.storage.store import StorageProblem, Store

from .released import FILES, load
from .test_released import _whole, everything, lost

HOURS = timedelta(hours=3)


def quiet(_done: int, _of: int) -> None:
    """Nobody watches."""


@pytest.fixture
async def filled(empty_urls: list[str]) -> AsyncIterator[Store]:
    """A database as the first release left it."""
    store = await Store.open(empty_urls[0])
    await load(store, FILES[0])
    yield store
    await store.close()


async def taken(store: Store, folder: Path, told: Progress = quiet) -> tuple[Path, Manifest]:
    async with store.reading() as tx:
        now = (await tx.rows(tables.journal.select().limit(1)))[0].at
    file = folder / "town.zip"
    return file, await back_up(store, Shelf(folder / "shelf"), file, now, told)


def elsewhere(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'elsewhere.db'}"


async def put_back(file: Path, url: str, folder: Path) -> Store:
    await restore(file, url, Shelf(folder / "other-shelf"), quiet)
    return await Store.open(url)


async def test_every_row_and_file_comes_back_and_an_older_database_is_brought_up_to_date(
    filled: Store, tmp_path: Path
) -> None:
    name = await Shelf(tmp_path / "shelf").put(b"a photo of a bench")
    async with filled.transaction() as tx:
        at = (await tx.rows(tables.journal.select().limit(1)))[0].at
        await keep(tx, Kept("file-1", "photo", name, 18, at))
        await keep(tx, Kept("file-2", "photo", "0" * 64, 18, at))
    before = await everything(filled)
    file, made = await taken(filled, tmp_path)
    assert (made.revision, made.missing, file.stat().st_mode & 0o777) == ("0001", ("0" * 64,), 0o600)
    there = await put_back(file, elsewhere(tmp_path), tmp_path)
    try:
        assert await there.is_current()
        after = await everything(there)
    finally:
        await there.close()
    for row in before["owed"]:
        row["interrupted"] = row["interrupted"] or row["state"] == "owed"  # it may have been sent since
    assert lost(before, after) == []
    assert Shelf(tmp_path / "other-shelf").path(name).read_bytes() == b"a photo of a bench"


async def test_it_goes_from_sqlite_into_postgresql_and_back(empty_urls: list[str], tmp_path: Path) -> None:
    """One form for both databases: what went round is what it was."""
    first = await Store.open(elsewhere(tmp_path))
    try:
        await load(first, FILES[0])
        await first.migrate()
        file, _ = await taken(first, tmp_path)
    finally:
        await first.close()
    there = await put_back(file, empty_urls[0], tmp_path)
    try:
        again = tmp_path / "again.zip"
        await back_up(
            there, Shelf(tmp_path / "other-shelf"), again, Manifest.model_validate_json(_said(file)).at, quiet
        )
        back = await put_back(again, empty_urls[1], tmp_path)
        try:
            assert await everything(back) == await everything(there)
        finally:
            await back.close()
    finally:
        await there.close()
    assert Manifest.model_validate_json(_said(again)).journal == Manifest.model_validate_json(_said(file)).journal


def _said(file: Path) -> bytes:
    with zipfile.ZipFile(file) as archive:
        return archive.read(MANIFEST)


def changed(source: Path, target: Path, part: str, content: bytes | None) -> Path:
    """A copy of a backup with one part exchanged, added or (None) left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        if content is not None:
            new.writestr(part, content)
    return target


def digest_of(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def halves(folder: Path) -> list[Path]:
    """Backups that were begun and are still lying about."""
    return list(folder.glob(".*.part"))


def cut_short(source: Path, target: Path) -> Path:
    target.write_bytes(source.read_bytes()[:-1000])
    return target


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")

    async def make() -> Path:
        store = await Store.open(f"sqlite+aiosqlite:///{folder / 'town.db'}")
        try:
            await load(store, FILES[0])
            return (await taken(store, folder))[0]
        finally:
            await store.close()

    return asyncio.run(make())


@pytest.mark.parametrize(
    ("part", "content", "key"),
    [
        ("tables/standing_acts.jsonl", b"", "backup-damaged"),
        ("tables/journal.jsonl", None, "backup-damaged"),
        ("tables/more.jsonl", b"{}", "backup-damaged"),
        (MANIFEST, None, "backup-unreadable"),
        (MANIFEST, b"{}", "backup-unreadable"),
    ],
)
async def test_a_damaged_backup_changes_nothing(
    whole: Path, tmp_path: Path, part: str, content: bytes | None, key: str
) -> None:
    file = changed(whole, tmp_path / "bad.zip", part, content)
    with pytest.raises(StorageProblem) as caught:
        await restore(file, elsewhere(tmp_path), Shelf(tmp_path), quiet)
    assert caught.value.key == key
    assert not (tmp_path / "elsewhere.db").exists()


async def test_a_file_cut_short_a_newer_backup_and_a_filled_database_are_refused(whole: Path, tmp_path: Path) -> None:
    url, shelf = elsewhere(tmp_path), Shelf(tmp_path / "files")
    short, newer = cut_short(whole, tmp_path / "short.zip"), tmp_path / "newer.zip"
    changed(whole, newer, MANIFEST, _said(whole).replace(b'"revision": "0001"', b'"revision": "9999"'))
    for file, key in ((short, "backup-unreadable"), (newer, "backup-too-new")):
        with pytest.raises(StorageProblem) as caught:
            await restore(file, url, shelf, quiet)
        assert caught.value.key == key
    await restore(whole, url, shelf, quiet)
    with pytest.raises(StorageProblem) as caught:
        await restore(whole, url, shelf, quiet)
    assert caught.value.key == "restore-not-empty"


async def test_minutes_that_were_rewritten_before_the_checksums_are_noticed(whole: Path, tmp_path: Path) -> None:
    """Whoever makes the checksums fit still has to make the chains fit."""
    manifest = Manifest.model_validate_json(_said(whole)).model_copy(update={"journal": "0" * 64})
    file = changed(whole, tmp_path / "bad.zip", MANIFEST, manifest.model_dump_json().encode())
    with pytest.raises(StorageProblem) as caught:
        await restore(file, elsewhere(tmp_path), Shelf(tmp_path), quiet)
    assert (caught.value.key, caught.value.params["part"]) == ("backup-damaged", "journal")
    store = await Store.open(elsewhere(tmp_path))
    assert await store.is_empty()
    await store.close()


async def test_a_backup_that_cannot_be_finished_leaves_the_one_before(filled: Store, tmp_path: Path) -> None:
    file, _ = await taken(filled, tmp_path)
    before = digest_of(file)

    def full(done: int, of: int) -> None:
        if done > of // 2:
            raise OSError(28, "No space left on device")

    with pytest.raises(StorageProblem, match="backup-not-written"):
        await taken(filled, tmp_path, full)
    assert digest_of(file) == before
    assert not halves(tmp_path)


# --- while it runs -----------------------------------------------------------------------------------------


def crowd(town: Town, size: int) -> list[User]:
    people = [town.emulator.people.new(f"住户{n}") for n in range(size)]
    for person in people:
        town.emulator.places.add(town.group, person)
    return people


def press(town: Town, person: User) -> Press:
    message, data = town.button("同意")
    return town.emulator.people.press(person, message.chat, message.id, data)


async def box(store: Store) -> set[int]:
    """The accounts whose ballots are in the box, which fits its running count and its minutes."""
    async with store.reading() as tx:
        found = await tx.rows(tables.standing_acts.select())
        users = {row.id: row.user_id for row in await tx.rows(tables.people.select())}
        (round_,) = [row for row in await tx.rows(tables.rounds.select()) if row.kind == "vote"]
        counted = await ballots.recount(tx, "ballot", round_.id)
        running = await tx.column(tables.tallies.select().with_only_columns(tables.tallies.c.heads))
        assert sum(running) == len(found) == sum(f.heads for each in counted.values() for f in each.values())
        await _whole(tx)
    return {users[row.person_id] for row in found}


@pytest.mark.slow
async def test_a_vote_under_way_goes_on_from_a_backup_on_another_database(
    empty_urls: list[str], tmp_path: Path
) -> None:
    """Whatever was acknowledged before the backup is there, the gap is given back, and the result comes once."""
    async with founded(tmp_path) as town:
        people = crowd(town, 12)
        await town.open_quick_vote()
        early = [press(town, person) for person in people[:4]]
        await town.passes(PACE)
        assert all(one.answer is not None for one in early)
        # two answers are owed to the group, three seconds apart
        for person in people[:2]:
            town.emulator.people.say(person, town.group, "/status")
        await town.conductor.rest()
        other = await Store.open(town.settings.database_url)
        meanwhile = [press(town, person) for person in people[4:8]]
        file = tmp_path / "town.zip"
        await back_up(other, Shelf(town.settings.files_folder), file, town.clock.now(), quiet)
        await other.close()
        before = town.said()
        await town.passes(PACE)
        assert len(town.said()) > len(before)  # what was owed went out after the backup
        assert all(one.answer is not None for one in meanwhile)
        press(town, people[8])
        await town.rest()
        await town.app.kill()
        town.conductor.bot = None
        stopped = town.clock.now()

        url = empty_urls[0].replace("sqlite:", "sqlite+aiosqlite:").replace("postgresql:", "postgresql+asyncpg:")
        await restore(file, url, Shelf(tmp_path / "elsewhere"), quiet)
        town.clock.advance_to(stopped + HOURS)
        there = {"database_url": url, "files_dir": tmp_path / "elsewhere", "seal_key": SecretStr("another key")}
        town.settings = town.settings.model_copy(update=there)
        said = len(town.said())
        await town.restart()
        await town.passes(2 * PACE)
        kept = await box(town.app.store)
        assert {person.id for person in people[:4]} <= kept <= {person.id for person in people[:8]}
        again = town.said()[said:]
        assert any("重发" in text for text in again)
        assert not [text for text in again if text in town.said()[:said] and "重发" not in text]

        for person in people:
            press(town, person)
        await town.passes(2 * PACE)
        assert await box(town.app.store) == {person.id for person in people}
        await town.passes(timedelta(hours=22))  # the day the vote was to last is over, but for the hours given back
        assert not [text for text in town.said() if text.startswith("📌")]
        await town.passes(HOURS)
        (result,) = [text for text in town.said() if text.startswith("📌")]
        assert "12" in result
