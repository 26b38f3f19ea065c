"""A group finds its place in the operator's tree by buttons, and a session is taken to a second group by a press."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.rehearsal.emulator.model import Chat, Message
from bot.storage import scopes
from bot.storage.chats import chat_by_platform

from .town import PACE, Town, founded

CODE = "开办"
PATHS = [
    (("street", "幸福街道"), ("community", "东社区"), ("building", f"{number}号楼")) for number in range(1, 11)
] + [(("street", "幸福街道"), ("community", "西社区"))]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A bot whose operator has a code and has imported a tree; the chair has opened the private chat."""
    async with founded(tmp_path) as town:
        town.settings = town.settings.model_copy(update={"operator_code": type(town.settings.token)(CODE)})
        await town.app.stop()
        town.conductor.bot = None
        await town.restart()
        await town.app.work(lambda tx, office: scopes.ensure_tree(tx, PATHS, office.next_id))
        await town.starts(town.chair)
        yield town


def walked(town: Town) -> Message:
    """The card on which a place is looked for."""
    found = [m for m in town.private(town.chair).messages.values() if "属于哪里" in m.text and not m.deleted]
    return found[-1]


async def steps(town: Town, *labels: str) -> None:
    for label in labels:
        await town.presses(town.chair, label, town.private(town.chair))
        await town.passes(PACE)


async def belonging(town: Town, group: Chat) -> str:
    async with town.app.store.reading() as tx:
        chat = await chat_by_platform(tx, group.id)
        scope = await scopes.scope(tx, chat.scope_id or 0) if chat else None
    return scope.name if scope else ""


async def test_the_tree_is_walked_on_one_card_and_the_code_puts_the_group_there(town: Town) -> None:
    """A page on, a page back, narrowed by a typed name, up again; a neighbour is not shown it."""
    await town.says(town.chair, "/setup")
    assert (await town.presses(town.chair, "属于哪里")).alert
    await town.says(town.chair, f"/setup code={CODE}")
    curious = town.neighbours[0]
    await town.starts(curious)
    assert (await town.presses(curious, "属于哪里")).alert
    assert "属于哪里" not in town.last(town.private(curious))
    await town.presses(town.chair, "属于哪里")
    card = walked(town)
    await steps(town, "幸福街道", "东社区", "下一页")
    assert walked(town) is card
    assert "10号楼" in "".join(button.text for button in card.buttons)
    assert "幸福街道 › 东社区" in card.text
    await steps(town, "上一页", "按名字找")
    await town.says(town.chair, "1号", town.private(town.chair))
    assert [button.text for button in walked(town).buttons][:1] == ["1号楼"]
    await steps(town, "上一级", "东社区", "用运营码")
    await town.says(town.chair, "猜一个", town.private(town.chair))
    assert await belonging(town, town.group) != "东社区"
    await town.says(town.chair, CODE, town.private(town.chair))
    await town.passes(PACE)
    assert await belonging(town, town.group) == "东社区"
    shown = [m.text for m in town.group.messages.values() if m.text.startswith("⚙️") and not m.deleted]
    assert "幸福街道 › 东社区" in shown[-1]


async def test_a_second_group_joins_without_the_code_and_a_session_is_opened_in_both(town: Town) -> None:
    await town.says(town.chair, f"/setup code={CODE}")
    await town.presses(town.chair, "属于哪里")
    await steps(town, "幸福街道", "东社区", "用运营码")
    await town.says(town.chair, CODE, town.private(town.chair))
    second = town.emulator.places.group("1号楼群", owner=town.chair, members=town.neighbours[:2])
    await town.rest()
    await town.says(town.chair, "/setup", second)
    await town.presses(town.chair, "属于哪里", second)
    await steps(town, "东社区", "1号楼", "就是这里")
    assert await belonging(town, second) == "1号楼"
    await town.says(town.chair, "/open wumin-kuai 大门换锁?")
    await town.presses(town.chair, "也到这些群")
    await steps(town, "1号楼群", "1号楼群 ✔", "1号楼群")
    assert not [text for text in town.said(second) if "大门换锁" in text]
    await steps(town, "📣 开议")
    await town.passes(PACE * 4)
    answer = await town.presses(town.neighbours[0], "同意", second)
    assert "已记" in answer.text
    await town.passes(PACE)
    assert "已改" in (await town.presses(town.neighbours[0], "反对")).text
    for group in (town.group, second):
        await town.passes(PACE)
        assert "1 个账号" in town.button("反对", group)[0].text
