"""`roll`: a household roll from a file, for rolls longer than a message of the chat."""

import asyncio
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.commands.console import Exit, words
from bot.deliberation.model import Community
from bot.storage import people, roll, scopes
from bot.storage.people import Met
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
    ids = await store.reserve_ids(2)
    async with store.transaction() as tx:
        scope = await scopes.ensure_scope(tx, None, "community", "第2网格", ids)
        await scopes.new_community(tx, Community(ids(), scope.id, "第2网格"))
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


# --- owners, workbooks, looking ahead ---------------------------------------------------------------------


OWNED = "门牌,面积,业主,未售,户代表\n1-101,89.50,甲,,甲\n1-102,60.00,甲,,乙\n1-103,126.00,,是,\n1-104,126.00,,是,\n"


def test_a_roll_of_owners_says_how_many_there_are_and_how_many_have_nobody_to_vote(youshi: Youshi, here: Path) -> None:
    (here / "roll.csv").write_text(OWNED, encoding="utf-8")
    done = youshi("roll", "import", "第2网格", "roll.csv", "--reason", "首次建册")
    assert done.code == Exit.OK
    assert done.out.splitlines()[-1] == words("roll-owners", count=2, area=words.area(40150), voteless=1)


def test_looking_ahead_shows_what_would_change_and_changes_nothing(youshi: Youshi, here: Path) -> None:
    (here / "roll.csv").write_text(OWNED, encoding="utf-8")
    youshi("roll", "第2网格", "roll.csv")
    (here / "next.csv").write_text(OWNED.replace("1-102,60.00,甲,,乙", "1-105,60.00,丁,,丁"), encoding="utf-8")
    for command in (("check", "第2网格", "next.csv"), ("import", "第2网格", "next.csv", "--dry-run")):
        done = youshi("roll", *command)
        assert done.code == Exit.OK
        assert words("roll-dry-added", count=1, names="1-105", more="no") in done.out
        assert words("roll-dry-ended", count=1, names="1-102", more="no") in done.out
        assert words("roll-dry-owners-added", count=1, names="丁", more="no") in done.out
        assert words("roll-dry-total", heads=2, area=words.area(14950)) in done.out
    assert words("roll-dry-nothing") in youshi("roll", "check", "第2网格", "roll.csv").out


def test_a_template_filled_in_as_a_workbook_is_imported(youshi: Youshi, here: Path) -> None:
    assert youshi("roll", "template", "roll.xlsx").code == Exit.OK
    assert youshi("roll", "template", "roll.xlsx").err.strip() == words("cli-roll-exists", path="roll.xlsx")
    done = youshi("roll", "第2网格", "roll.xlsx")
    assert (done.code, done.err) == (Exit.OK, "")
    assert asyncio.run(_heads(here)) == 2


def test_a_problem_in_a_workbook_is_named_by_its_cell(youshi: Youshi, here: Path) -> None:
    youshi("roll", "template", "--xlsx", "roll.xlsx")
    book = load_workbook(here / "roll.xlsx")
    sheet = book.worksheets[0]
    sheet["D3"] = "many"
    book.save(here / "roll.xlsx")
    done = youshi("roll", "check", "第2网格", "roll.xlsx")
    assert (done.code, done.out.startswith(f"roll.xlsx:{sheet.title}!D3: ")) == (Exit.FAILED, True)


def test_owners_that_contradict_each_other_are_told_and_nothing_changes(youshi: Youshi, here: Path) -> None:
    (here / "roll.csv").write_text("门牌,业主,产权表决人\n1,甲,乙\n2,甲,丙\n", encoding="utf-8")
    done = youshi("roll", "第2网格", "roll.csv")
    assert (done.code, done.out.startswith("roll.csv:3: ")) == (Exit.FAILED, True)
    assert asyncio.run(_heads(here)) == 0


def test_the_tree_of_a_district_is_added_level_by_level_and_only_once(youshi: Youshi, here: Path) -> None:
    rows = "".join(f"胜利街道,第{n // 4}社区,幸福里,{n % 4}号楼\n" for n in range(16))
    (here / "tree.csv").write_text("街道,社区,小区,楼栋\n" + rows, encoding="utf-8-sig")
    first, second = youshi("scopes", "import", "tree.csv"), youshi("scopes", "import", "tree.csv")
    assert (first.out.strip(), first.err) == (words("scopes-imported", count=1 + 4 + 4 + 16), "")
    assert second.out.strip() == words("scopes-imported", count=0)
    (here / "tree.csv").write_text("街道,社区\n胜利街道,第1社区\n,\n胜利街道,一,二\n", encoding="utf-8")
    done = youshi("scopes", "import", "tree.csv")
    assert (done.code, done.out.startswith("tree.csv:4: ")) == (Exit.FAILED, True)


async def _met(here: Path, user: int) -> None:
    store = await Store.open(f"sqlite:///{here}/youshi.db")
    ids = await store.reserve_ids(2)
    async with store.transaction() as tx:
        await people.meet(tx, [Met(user, "王主任", "wang")], ids)
    await store.close()


async def _offices(here: Path, user: int) -> set[tuple[str, str]]:
    """(role, name of the scope) of a person."""
    store = await Store.open(f"sqlite:///{here}/youshi.db")
    async with store.reading() as tx:
        person = await people.person_by_user(tx, user)
        assert person is not None
        held = (await people.roles_of(tx, [person.id]))[person.id]
        named = {one.id: one.name for one in await scopes.scopes_below(tx, "/")}
    await store.close()
    return {(one.role, named[one.scope_id]) for one in held}


def test_an_operator_appoints_the_first_officer_above_the_communities(youshi: Youshi, here: Path) -> None:
    (here / "tree.csv").write_text("街道,社区\n胜利街道,东社区\n建设街道,东社区\n", encoding="utf-8")
    youshi("scopes", "import", "tree.csv")
    asyncio.run(_met(here, 77))
    assert youshi("scopes", "appoint", "胜利街道", "@wang", "street").code == Exit.OK
    assert youshi("scopes", "appoint", "建设街道/东社区", "77", "grid_lead").code == Exit.OK
    assert asyncio.run(_offices(here, 77)) == {("street", "胜利街道"), ("grid_lead", "东社区")}


@pytest.mark.parametrize(
    ("scope", "person", "role"),
    [
        ("东社区", "@wang", "street"),
        ("西社区", "@wang", "street"),
        ("胜利街道", "@li", "street"),
        ("胜利街道", "@wang", "king"),
    ],
)
def test_an_appointment_that_is_not_clear_is_refused(
    youshi: Youshi, here: Path, scope: str, person: str, role: str
) -> None:
    """A name two scopes have, a scope or a person nobody knows, a role there is not."""
    (here / "tree.csv").write_text("街道,社区\n胜利街道,东社区\n建设街道,东社区\n", encoding="utf-8")
    youshi("scopes", "import", "tree.csv")
    asyncio.run(_met(here, 77))
    assert youshi("scopes", "appoint", scope, person, role).code == Exit.FAILED
    assert asyncio.run(_offices(here, 77)) == set()
