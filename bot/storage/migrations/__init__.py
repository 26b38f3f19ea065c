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


def upgrade(connection: Connection) -> None:
    """Run every revision the database has not seen, on this connection and in its transaction."""
    refuse_newer(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    return _revision(connection) == ScriptDirectory.from_config(_config()).get_current_head()


def is_empty(connection: Connection) -> bool:
    return _revision(connection) is None


def refuse_newer(connection: Connection) -> None:
    """Raise `StorageProblem` for a database that a newer version of this program has migrated."""
    revision = _revision(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise StorageProblem("database-too-new", revision=revision)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
