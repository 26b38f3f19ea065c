"""A topic that is gone takes neither its group with it nor what lived in it: that goes on in the group itself."""

from pathlib import Path

from bot.storage import chats

from .town import PACE, Town, founded


async def deleted_topic(town: Town) -> None:
    """A vote in a topic, with one ballot; then the topic is deleted and something is to be said there."""
    topic = town.emulator.places.topic(town.group, "议事", by=town.chair)
    for line in ("/setup 第2网格", "/open wumin-kuai 装灯吗?"):
        town.emulator.people.say(town.chair, town.group, line, thread_id=topic.thread_id)
        await town.rest()
    await town.confirm_opening()
    message, data = town.button("反对")
    await town.presses(town.neighbours[0], "同意")
    town.emulator.places.delete_topic(town.group, topic.thread_id)
    town.emulator.people.forge_press(town.neighbours[1], town.group, message.id, data)
    await town.rest()
    await town.passes(PACE)


async def test_a_vote_whose_topic_is_deleted_goes_on_in_the_group_and_its_result_is_told_there(tmp_path: Path) -> None:
    async with founded(tmp_path, forum=True) as town:
        await town.starts(town.chair)
        await deleted_topic(town)
        card, _ = town.button("同意")
        assert card.thread_id is None
        assert "2 个账号" in card.text
        assert sum("话题被删" in text for text in town.said(town.private(town.chair))) == 1
        await town.presses(town.neighbours[2], "同意")
        await town.passes(town.clock.now().replace(day=9) - town.clock.now())
        [result] = [post for post in town.posted if "📌" in post.shown.text and post.chat_id == town.group.id]
        assert result.thread_id is None
        assert "3 个账号" in result.shown.text


async def test_a_vote_does_not_move_into_a_group_of_another_community(tmp_path: Path) -> None:
    async with founded(tmp_path, forum=True) as town:
        await town.starts(town.chair)
        await town.says(town.chair, "/setup 幸福里")
        await deleted_topic(town)
        async with town.app.store.reading() as tx:
            main = await chats.chat_by_platform(tx, town.group.id)
        assert main is not None
        assert main.state == "active"
        await town.says(town.neighbours[1], "/help")
        await town.passes(PACE)
        assert "/ti" in town.last()
