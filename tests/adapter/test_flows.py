"""What a flow says of itself is shown and obeyed: its scope, its list of what is not for it, its fields."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.tables import issues, sessions

from .town import Town, founded


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        await town.set_up()
        yield town


async def test_the_flow_card_tells_the_five_parts_and_the_header_of_six(town: Town) -> None:
    await town.opens("quan")
    await town.says(town.neighbours[0], "/flow")
    told = town.last()
    for part in (
        "总体要求", "实施内容", "责任分工", "实施程序", "资金安排", "保障机制", "适用范围", "谁能提", "谁主持",
        "谁监督", "议事形式", "工作机制", "不在这里议",
    ):  # fmt: skip
        assert part in told, part
    assert "公共收益" in told
    assert "小板凳议事会" in told
    assert "纪检" in told


async def test_a_flow_is_opened_only_on_the_levels_it_names(town: Town) -> None:
    await town.says(town.chair, "/open zhilouyuan")
    assert "楼栋" in town.last()
    await town.says(town.chair, "/schedule open 0 8 * * 1 zhilouyuan")
    assert "楼栋" in town.last()
    async with town.app.store.reading() as tx:
        assert await tx.rows(sessions.select()) == []


async def test_the_preview_says_where_a_flow_belongs(town: Town) -> None:
    await town.says(town.chair, "/open quan")
    assert "适用范围:网格、小区、社区、楼栋" in town.last()


async def test_an_issue_the_flow_is_not_for_is_rejected_with_its_entry_by_one_tap(town: Town) -> None:
    author = town.neighbours[0]
    private = town.private(town.chair)
    await town.starts(author)
    await town.opens("quan")
    await town.says(author, "/ti 举报纪检问题,请查一查。建议公开。")
    await town.says(town.neighbours[1], "/ti 路灯坏了。建议换灯。")
    await town.says(town.chair, "/next")
    await town.says(town.chair, "/screen", private)
    await town.presses(town.chair, "1", private)
    await town.presses(town.chair, "不受理:纪检", private)
    await town.says(town.chair, "/screen 其余")
    assert "纪检" in town.last(town.private(author))


async def test_the_prompt_says_what_to_write_about_and_a_missing_suggestion_is_refused(town: Town) -> None:
    person = town.neighbours[0]
    private = town.private(person)
    await town.opens("quan")
    await town.starts(person)
    await town.presses(person, "悄悄提")
    assert "问题、建议、地点" in town.last(private)
    await town.says(person, "路灯坏了", private)
    assert "建议" in town.last(private)
    async with town.app.store.reading() as tx:
        assert await tx.rows(issues.select()) == []
    await town.says(person, "路灯坏了。建议换灯。", private)
    async with town.app.store.reading() as tx:
        assert [row.suggestion for row in await tx.rows(issues.select())] == ["换灯"]
