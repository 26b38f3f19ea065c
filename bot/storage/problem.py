"""What an operator has to mend about the database: a key and its parameters, like every refusal.

The sentences belong to `locales/` (message `storage-<key>`).
"""

from collections.abc import Iterator, Mapping

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree


class StorageProblem(Exception):
    """`key` names a message, `params` fill it; the database's own words are in `params["detail"]`."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key, params)
        self.key = key
        self.params: Mapping[str, str] = params


TROUBLE = (StorageProblem, OperationalError, InterfaceError)
"""What a program meets while its database is locked, full, or gone: nothing was kept, and trying again later helps."""

_SIGNS = (
    ("database is locked", "database-locked"),
    ("database table is locked", "database-locked"),
    ("DeadlockDetected", "database-locked"),
    ("LockNotAvailable", "database-locked"),
    # most of all a statement that waited for a lock longer than the operator lets it
    ("QueryCanceled", "database-locked"),
    ("SerializationError", "database-locked"),
    ("readonly database", "database-read-only"),
    # a server that has become the standby of another
    ("ReadOnlySQLTransaction", "database-read-only"),
    ("unable to open database file", "database-not-openable"),
    ("file is not a database", "database-not-a-database"),
    ("malformed", "database-damaged"),
    ("disk is full", "database-disk-full"),
    ("DiskFull", "database-disk-full"),
    ("disk I/O error", "database-disk-error"),
    ("PostgresIOError", "database-disk-error"),
    ("OutOfMemory", "database-exhausted"),
    ("InsufficientResources", "database-exhausted"),
    ("ConfigurationLimitExceeded", "database-exhausted"),
    ("InvalidPassword", "database-login-refused"),
    ("InvalidAuthorization", "database-login-refused"),
    ("InvalidCatalogName", "database-missing"),
    ("DatabaseDropped", "database-missing"),
    ("InsufficientPrivilege", "database-no-permission"),
    ("TooManyConnections", "database-too-many-connections"),
    ("ConnectionRefused", "database-unreachable"),
    ("Connect call failed", "database-unreachable"),
    ("connection was closed", "database-unreachable"),
    ("connection is closed", "database-unreachable"),
    ("ConnectionDoesNotExist", "database-unreachable"),
    ("ConnectionReset", "database-unreachable"),
    ("ConnectionFailure", "database-unreachable"),
    ("ConnectionRejection", "database-unreachable"),
    ("not currently accepting connections", "database-unreachable"),
    ("AdminShutdown", "database-unreachable"),
    ("CrashShutdown", "database-unreachable"),
    ("CannotConnectNow", "database-unreachable"),
    ("IdleInTransactionSessionTimeout", "database-unreachable"),
    ("IdleSessionTimeout", "database-unreachable"),
    ("TransactionTimeout", "database-unreachable"),
    ("Name or service not known", "database-unreachable"),
)
"""Words of the drivers' errors that tell an operator's problem from a fault of ours."""


def problem_of(error: BaseException) -> StorageProblem | None:
    """The problem behind a driver's error, None where it is none of the operator's."""
    causes = list(_causes(error))
    words = " ".join(f"{type(cause).__name__} {cause}" for cause in causes)
    for sign, key in _SIGNS:
        if sign in words:
            return StorageProblem(key, detail=str(causes[-1]))
    if isinstance(error, NoConnectionFree):
        return StorageProblem("database-locked", detail=str(error))
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return StorageProblem("database-unreachable", detail=str(causes[-1]))
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came from; the driver's own is the last."""
    while error is not None:
        yield error
        error = error.__cause__
