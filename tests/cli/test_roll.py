"""`roll`: a household roll from a file, for rolls longer than a message of the chat."""

import asyncio
from itertools import count
from pathlib import Path

import pytest

from bot.commands.console import Exit, words
from bot.deliberation.model import Community
from bot.storage import roll, scopes
from bot.storage.store import Store
from cli.terminal import NOBODY, TOKEN, Youshi

HEADER = "unit,household,area,owner,representative\n"


@pytest.fixture(autouse=True)
def _a_community(youshi: Youshi, here: Path) -> None:
    (here / ".env").write_text(f"YOUSHI_TOKEN={TOKEN}\nYOUSHI_API_BASE_URL={NOBODY}\n", encoding="utf-8")
    youshi("migrate")
    asyncio.run(_found(here))


async def _found(here: Path) -> None:
    store = await Store.open(f"sqlite:///{here}/youshi.db")
    ids = count(1)
    async with store.transaction() as tx:
        scope = await scopes.ensure_scope(tx, None, "community", "第2网格", lambda: next(ids))
        await scopes.new_community(tx, Community(next(ids), scope.id, "第2网格"))
    await store.close()


async def _heads(here: Path) -> int:
    store = await Store.open(f"sqlite:///{here}/youshi.db")
    async with store.reading() as tx:
        (home,) = await scopes.communities(tx)
        scope = await scopes.scope(tx, home.scope_id)
        assert scope is not None
        figures, _ = await roll.electorate(tx, scope.path)
    await store.close()
    return figures.heads


def test_a_roll_too_long_for_any_message_is_imported_whole(youshi: Youshi, here: Path) -> None:
    rows = "".join(
        f"{n // 40 + 1}-{n % 40 + 101},{n // 40 + 1}-{n % 40 + 101},89.50,住户{n},住户{n}\n" for n in range(2000)
    )
    (here / "roll.csv").write_text(HEADER + rows, encoding="utf-8-sig")
    done = youshi("roll", "第2网格", "roll.csv")
    assert (done.code, "2000" in done.out.replace(",", "")) == (Exit.OK, True)
    assert asyncio.run(_heads(here)) == 2000


def test_with_one_row_wrong_nothing_changes_and_the_row_is_named(youshi: Youshi, here: Path) -> None:
    (here / "roll.csv").write_text(HEADER + "1-101,1-101,89.50,甲,甲\n1-102,1-102,many,乙,乙\n", encoding="utf-8")
    done = youshi("roll", "第2网格", "roll.csv")
    assert done.code == Exit.FAILED
    assert done.out.startswith("roll.csv:3: ")
    assert asyncio.run(_heads(here)) == 0


@pytest.mark.parametrize(
    ("community", "file", "sentence"),
    [
        ("第3网格", "roll.csv", words("cli-community-unknown", name="第3网格", count=0)),
        ("第2网格", "nothing.csv", words("cli-cannot-read", path="nothing.csv", why="No such file or directory")),
        ("第2网格", "gbk.csv", words("cli-not-utf8", path="gbk.csv")),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(
    youshi: Youshi, here: Path, community: str, file: str, sentence: str
) -> None:
    (here / "roll.csv").write_text(HEADER + "1-101,1-101,89.50,甲,甲\n", encoding="utf-8")
    (here / "gbk.csv").write_bytes("门牌\n三号楼\n".encode("gbk"))
    done = youshi("roll", community, file)
    assert (done.code, done.err.strip()) == (Exit.USAGE, sentence)
