"""The command line in a folder of its own, with nothing of this machine's settings."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from cli.terminal import Done, Youshi


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, and no settings."""
    for name in os.environ:
        if name.upper().startswith("YOUSHI_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def youshi() -> Youshi:
    """Runs a command in this process; a traceback or an error that was not told fails the test."""

    def run(*args: object, env: Mapping[str, str] | None = None) -> Done:
        ended = CliRunner().invoke(app, [str(arg) for arg in args], env=dict(env or {}))
        if ended.exception is not None and not isinstance(ended.exception, SystemExit):
            raise ended.exception
        assert "Traceback" not in ended.output
        return Done(ended.exit_code, ended.stdout, ended.stderr)

    return run
