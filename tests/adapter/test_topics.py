"""A topic that is gone takes neither its group with it nor the other topics."""

from pathlib import Path

from bot.storage import chats

from .town import PACE, founded


async def test_a_deleted_topic_is_told_to_the_moderators_and_the_group_is_served_on(tmp_path: Path) -> None:
    async with founded(tmp_path, forum=True) as town:
        await town.set_up()
        topic = town.emulator.places.topic(town.group, "议事", by=town.chair)
        town.emulator.people.say(town.chair, town.group, "/open wumin-kuai 装灯吗?", thread_id=topic.thread_id)
        await town.rest()
        await town.confirm_opening()
        await town.presses(town.neighbours[0], "同意")
        town.emulator.places.delete_topic(town.group, topic.thread_id)
        await town.passes(town.clock.now().replace(day=9) - town.clock.now())
        assert any("话题被删" in text for text in town.said(town.private(town.chair)))
        async with town.app.store.reading() as tx:
            main = await chats.chat_by_platform(tx, town.group.id)
        assert main is not None
        assert main.state == "active"
        await town.says(town.neighbours[1], "/help")
        await town.passes(PACE)
        assert "/ti" in town.last()
