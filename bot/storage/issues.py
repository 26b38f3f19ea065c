"""Issues as rows: the one place where the author of what was sent 背靠背 is sealed and opened again.

Rules and cards see `author_id` as of every other issue; in the database it is closed (`seal`). Which issues are asked
for is left to `cases` and `lookups`.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from bot.deliberation.model import Issue
from bot.storage.records import Values, columns_of, record
from bot.storage.store import Tx
from bot.storage.tables import issues

_COLUMNS = (*columns_of(issues, Issue), issues.c.author_seal)


async def find(tx: Tx, *where: ColumnElement[bool], order: ColumnElement[Any] | None = None) -> list[Issue]:
    """The issues of which all of this holds, by id or in another order."""
    query = select(*_COLUMNS).where(*where).order_by(issues.c.id if order is None else order)
    return [_opened(tx, row) for row in await tx.rows(query)]


def by_author(tx: Tx, person_id: int) -> ColumnElement[bool]:
    """Whether a person has raised it, in the open or 背靠背."""
    if tx.seal is None:
        return issues.c.author_id == person_id
    return or_(issues.c.author_id == person_id, issues.c.author_seal == tx.seal.close(str(person_id)))


def closed(tx: Tx, row: Mapping[str, Any], mode: str) -> Values:
    """The values of an issue as they are stored, given how it was raised.

    Raises RuntimeError where an author has to be sealed and no key is at hand.
    """
    values = dict(row)
    if mode != "back" or "author_id" not in values:
        return values
    author = values["author_id"]
    if author is None:
        return values | {"author_seal": ""}
    if tx.seal is None:
        raise RuntimeError("an author cannot be sealed: this program has no seal key")
    return values | {"author_id": None, "author_seal": tx.seal.close(str(author))}


def _opened(tx: Tx, row: Any) -> Issue:
    issue = record(Issue, row)
    if row.author_seal and tx.seal is not None and (author := tx.seal.open(row.author_seal)) is not None:
        issue.author_id = int(author)
    return issue
