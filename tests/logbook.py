"""A log kept in memory for a test; afterwards logging, which belongs to the whole process, is as it was."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from bot import logs


class Written:
    """What was written down meanwhile, as JSON unless it is to be read on a terminal."""

    def __init__(self, out: io.StringIO) -> None:
        self._out = out
        self.log: Any = structlog.get_logger("test")

    @property
    def text(self) -> str:
        return self._out.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@contextmanager
def written(level: str = "info", *, terminal: bool = False) -> Iterator[Written]:
    root, known = logging.getLogger(), list(logs._hidden)
    handlers, least = list(root.handlers), root.level
    out = io.StringIO()
    logs.set_up(level, terminal=terminal, stream=out)
    try:
        yield Written(out)
    finally:
        structlog.reset_defaults()
        root.handlers[:] = handlers
        root.setLevel(least)
        logs._hidden[:] = known
