"""`youshi demo` and `practice` as somebody types them: the page is there until Ctrl-C, errors are one sentence."""

import asyncio
import os
import re
import signal
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from bot.__main__ import app
from bot.commands.console import Exit, words


@pytest.mark.slow
@pytest.mark.parametrize("asked", [["demo"], ["practice", "wumin"]], ids=["demo", "practice"])
async def test_the_page_is_served_until_somebody_ends_it(asked: list[str], tmp_path: Path) -> None:
    """The address is printed, the page is handed out at it, and Ctrl-C is a good end."""
    root = Path(__file__).parents[2]
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *asked, "--no-browser",
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert program.stdout is not None
        async with asyncio.timeout(120):
            line = (await program.stdout.readline()).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+/", line)
        assert found is not None, line
        async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
            assert (await http.get(found[0])).status_code == 200
        program.send_signal(signal.SIGINT)
        async with asyncio.timeout(60):
            assert await program.wait() == Exit.OK
    finally:
        if program.returncode is None:
            program.kill()
            await program.wait()


@pytest.mark.parametrize(
    ("roll", "code", "sentence"),
    [
        (b"\xe9\x97\xa8\xe7\x89\x8c\n1-1\n1-1\n", Exit.FAILED, "roll-unit-twice"),
        (b"\xff\xfe\x00", Exit.USAGE, "cli-no-roll"),
        (None, Exit.USAGE, "cli-no-roll"),
    ],
    ids=["a door twice", "no text", "no file"],
)
def test_a_roll_that_cannot_be_used_is_told_and_nothing_is_served(
    tmp_path: Path, roll: bytes | None, code: Exit, sentence: str
) -> None:
    file = tmp_path / "roll.csv"
    if roll is not None:
        file.write_bytes(roll)
    ended = CliRunner().invoke(app, ["practice", "wumin", "--roll", str(file), "--no-browser"])
    params: dict[str, Any] = {"door": "1-1", "line": 2, "path": str(file)}
    assert (ended.exit_code, ended.stdout) == (code, "")
    assert words(sentence, **params) in ended.stderr


def test_a_flow_with_problems_is_told_line_by_line(tmp_path: Path) -> None:
    flow = tmp_path / "own.yaml"
    flow.write_text("extends: wumin\nid: own\nstages:\n  - {id: jue, colour: red}\n", encoding="utf-8")
    ended = CliRunner().invoke(app, ["practice", str(flow), "--no-browser"])
    assert ended.exit_code == Exit.FAILED
    assert "own.yaml:4:" in ended.stderr
