"""Backups: everything a deployment keeps in one file, taken while the bot runs, and put back on any machine.

The file is a zip archive: `tables/NAME.jsonl` has the rows of a table, a line each, `files/SHA256` what people sent,
`manifest.json` where it all comes from and the checksum of every part. The same file goes into SQLite and PostgreSQL,
whichever it came from. Rows are read and written by `storage.snapshot`; asking for it, and saying how it went, is
left to `commands`. The seal key and the settings are not in it.
"""

import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Table

from bot import __version__
from bot.outbox.shelf import Shelf
from bot.storage import files, migrations, snapshot
from bot.storage.problem import StorageProblem
from bot.storage.store import Store, Tx

MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024

Progress = Callable[[int, int], None]
"""Told how many of all rows and files are done, and how many there are."""


class Part(BaseModel):
    """A member of the archive: its SHA-256 in hex, and how many rows are in it (1 for a file)."""

    model_config = ConfigDict(frozen=True)

    sha256: str
    rows: int


class Manifest(BaseModel):
    """What a backup says of itself. `at` is the moment it was begun, `journal` the digest of all chains of minutes."""

    model_config = ConfigDict(frozen=True)

    format: Literal[1] = 1
    version: str
    revision: str
    database: str
    at: datetime
    journal: str
    tables: dict[str, Part]
    files: dict[str, Part]
    missing: tuple[str, ...] = ()
    """Files the database knows of that were not on the shelf, or not whole."""

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables.values())


# --- taking one ------------------------------------------------------------------------------------------


async def back_up(store: Store, shelf: Shelf, target: Path, now: datetime, progress: Progress) -> Manifest:
    """Write everything the database holds at this moment to `target`, whole or not at all.

    Whoever writes meanwhile is not held up. Raises `StorageProblem`.
    """
    with _on_disk(target), _written_whole(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = await _Writing(archive, store, shelf, target, progress).everything(now)
        archive.writestr(_entry(MANIFEST, now), manifest.model_dump_json(indent=1))
    return manifest


@contextmanager
def _on_disk(target: Path) -> Iterator[None]:
    """What the disk refuses is told as such, and not taken for the database's trouble."""
    try:
        yield
    except OSError as error:
        raise StorageProblem("backup-not-written", file=str(target), detail=str(error.strerror)) from error


@contextmanager
def _written_whole(target: Path) -> Iterator[IO[bytes]]:
    """A new file, for nobody else to read, that takes the place of `target` once it is on the disk."""
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    half = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


class _Writing:
    """One backup being written."""

    def __init__(self, archive: zipfile.ZipFile, store: Store, shelf: Shelf, target: Path, progress: Progress) -> None:
        self._archive, self._store, self._shelf, self._target = archive, store, shelf, target
        self._progress = progress
        self._done = self._all = 0

    async def everything(self, now: datetime) -> Manifest:
        """All tables from one view of the database, then the files that view knows of, which never change."""
        async with self._store.reading() as tx:
            revision = await snapshot.revision(tx)
            if revision is None:
                raise StorageProblem("backup-nothing")
            tables = await snapshot.tables_of(tx)
            counts = [await snapshot.count(tx, table) for table in tables]
            kept = await files.hashes(tx)
            self._all = sum(counts) + len(kept)
            rows = {table.name: await self._table(tx, table, now) for table in tables}
            journal = await snapshot.journal_digest(tx)
        found = {name: part for name in kept if (part := self._file(name, now)) is not None}
        return Manifest(
            version=__version__,
            revision=revision,
            database=tx.dialect,
            at=now,
            journal=journal,
            tables=rows,
            files=found,
            missing=tuple(name for name in kept if name not in found),
        )

    async def _table(self, tx: Tx, table: Table, now: datetime) -> Part:
        digest, rows = hashlib.sha256(), 0
        with self._archive.open(_entry(f"tables/{table.name}.jsonl", now), "w", force_zip64=True) as member:
            async for page in snapshot.pages_of(tx, table):
                lines = "".join(f"{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}\n" for row in page)
                digest.update(lines.encode())
                rows += len(page)
                with _on_disk(self._target):
                    member.write(lines.encode())
                    self._more_done(len(page))
        return Part(sha256=digest.hexdigest(), rows=rows)

    def _file(self, name: str, now: datetime) -> Part | None:
        """A file of the shelf; None where it is not what its name says it is."""
        path = self._shelf.path(name)
        try:
            with path.open("rb") as kept:
                whole = hashlib.file_digest(kept, "sha256").hexdigest() == name
        except OSError:
            return None
        if not whole:
            return None
        with (
            _on_disk(self._target),
            path.open("rb") as kept,
            self._archive.open(_entry(f"files/{name}", now), "w", force_zip64=True) as member,
        ):
            while chunk := kept.read(_CHUNK):
                member.write(chunk)
            self._more_done(1)
        return Part(sha256=name, rows=1)

    def _more_done(self, more: int) -> None:
        self._done += more
        self._progress(self._done, self._all)


# --- putting it back -------------------------------------------------------------------------------------


async def restore(source: Path, database_url: str, shelf: Shelf, progress: Progress) -> Manifest:
    """Put a backup into an empty database, bring it to this version, and put its files on the shelf.

    Everything is verified before anything is written, and the database has all of it or stays empty. Raises
    `StorageProblem` for a backup that is damaged or newer than this program, and for a database that is not empty.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive)
            _verify(archive, manifest)
            store = await Store.open(database_url)
            try:
                async with store.reading() as tx:
                    if await snapshot.revision(tx) is not None or await snapshot.tables_of(tx):
                        raise StorageProblem("restore-not-empty")
                await _Putting(archive, manifest, store, shelf, progress).everything()
            finally:
                await store.close()
    except (zipfile.BadZipFile, zlib.error) as error:
        raise StorageProblem("backup-unreadable", file=str(source)) from error
    except OSError as error:
        raise StorageProblem("restore-not-possible", detail=str(error.strerror or error)) from error
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    """What the backup says of itself. Raises `StorageProblem` where that is nothing, or too new."""
    try:
        manifest = Manifest.model_validate_json(archive.read(MANIFEST))
    except (KeyError, ValidationError) as error:
        raise StorageProblem("backup-unreadable", file=str(archive.filename)) from error
    if not migrations.is_known(manifest.revision):
        raise StorageProblem("backup-too-new", version=manifest.version)
    return manifest


def _verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Raise `StorageProblem` with the first part that is not what the manifest says, is missing or was added."""
    parts = {f"tables/{name}.jsonl": part for name, part in manifest.tables.items()}
    parts |= {f"files/{name}": part for name, part in manifest.files.items()}
    for name in sorted(set(archive.namelist()) ^ {MANIFEST, *parts}):
        raise StorageProblem("backup-damaged", part=name)
    for name, part in parts.items():
        try:
            with archive.open(name) as member:
                found = hashlib.file_digest(member, "sha256").hexdigest()  # type: ignore[arg-type] # a member is read
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise StorageProblem("backup-damaged", part=name) from error
        if found != part.sha256:
            raise StorageProblem("backup-damaged", part=name)


class _Putting:
    """One backup being put back."""

    def __init__(
        self, archive: zipfile.ZipFile, manifest: Manifest, store: Store, shelf: Shelf, progress: Progress
    ) -> None:
        self._archive, self._manifest, self._store, self._shelf = archive, manifest, store, shelf
        self._progress = progress
        self._done, self._all = 0, manifest.rows + len(manifest.files)

    async def everything(self) -> None:
        # files first: what the database speaks of is there, and a file nobody speaks of does no harm
        for name in self._manifest.files:
            await self._shelf.put(self._archive.read(f"files/{name}"))
            self._more_done(1)
        async with self._store.transaction() as tx:
            tables = {table.name: table for table in await snapshot.make_tables(tx, self._manifest.revision)}
            for name in sorted(self._manifest.tables.keys() ^ tables.keys()):
                raise StorageProblem("backup-damaged", part=name)
            for name, table in tables.items():
                await self._table(tx, table, self._manifest.tables[name])
            if await snapshot.journal_digest(tx) != self._manifest.journal:
                raise StorageProblem("backup-damaged", part="journal")
            await snapshot.finish(tx)

    async def _table(self, tx: Tx, table: Table, part: Part) -> None:
        page = list[snapshot.Row]()
        with self._archive.open(f"tables/{table.name}.jsonl") as member:
            for line in member:
                page.append(json.loads(line))
                if len(page) == snapshot.PAGE:
                    await self._page(tx, table, page)
        await self._page(tx, table, page)
        if await snapshot.count(tx, table) != part.rows:
            raise StorageProblem("backup-damaged", part=table.name)

    async def _page(self, tx: Tx, table: Table, page: list[snapshot.Row]) -> None:
        if page:
            await snapshot.insert(tx, table, page)
            self._more_done(len(page))
            page.clear()

    def _more_done(self, more: int) -> None:
        self._done += more
        self._progress(self._done, self._all)
