"""What tests of the command line share: fake settings, and how a command ended."""

from collections.abc import Callable

TOKEN = "123456:FAKE-TOKEN-FOR-TESTS"
NOBODY = "http://127.0.0.1:1"
"""An address where nothing listens."""


class Done:
    """How a command ended: its exit code and what it wrote."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Youshi = Callable[..., Done]
"""Runs a command in this process: `youshi("check", "wumin", env={…})`."""
