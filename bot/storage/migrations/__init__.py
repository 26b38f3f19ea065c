"""Migrations of a filled database, run by the program itself within one write transaction.

A revision is a file in `versions/` and says what changes step by step; it never reads `tables`, which
tells how things are now and not how they were then.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.storage.problem import StorageProblem


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run every revision up to `to` the database has not seen, on this connection and in its transaction."""
    refuse_newer(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def is_current(connection: Connection) -> bool:
    return not missing(revision(connection))


def is_empty(connection: Connection) -> bool:
    return revision(connection) is None


def refuse_newer(connection: Connection) -> None:
    """Raise `StorageProblem` for a database that a newer version of this program has migrated."""
    found = revision(connection)
    if found is not None and not is_known(found):
        raise StorageProblem("database-too-new", revision=found)


def revision(connection: Connection) -> str | None:
    """Where the database is; None where no program has made tables in it yet."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(found: str) -> bool:
    return found in [script.revision for script in _scripts().walk_revisions()]


def missing(since: str | None) -> list[str]:
    """The revisions a database lacks that is at `since`, in the order they are run."""
    newest_first = [script.revision for script in _scripts().walk_revisions()]
    return newest_first[: newest_first.index(since) if since is not None else None][::-1]


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
