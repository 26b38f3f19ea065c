"""A receipt for somebody no private message reaches is shown in the group to them alone, where Telegram offers that;
where it does not, or fails, nothing is lost and nobody waits."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.telegram.whispers import PAUSE
from bot.rehearsal.emulator.model import Message

from .town import PACE, Town, founded

PROBE = "deleteEphemeralMessage"


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with founded(tmp_path) as town:
        await town.open_quick_vote()
        await town.passes(PACE)
        yield town


def shown(town: Town) -> list[tuple[str, Message]]:
    """Who alone was shown what in the group."""
    return [(m.receiver.first_name, m) for m in town.group.ephemeral.values() if m.receiver is not None]


def names(town: Town) -> list[str]:
    return [name for name, _ in shown(town)]


def asked(town: Town, method: str) -> int:
    return sum(call.method == method for call in town.emulator.calls)


async def ballots(town: Town) -> None:
    """Everybody votes, far enough apart for a receipt each, and is answered and counted."""
    for person in town.neighbours:
        assert "回执" in (await town.presses(person, "同意")).text
        await town.passes(PAUSE)
    assert "3 个账号" in town.button("同意")[0].text


async def test_who_never_opened_the_private_chat_is_shown_a_receipt_alone(town: Town) -> None:
    """Without the choice, and with buttons that lead to the private chat: nothing is answered before the group."""
    first, *_ = town.neighbours
    before = town.said()
    answer = await town.presses(first, "反对")
    assert answer.alert
    [(name, receipt)] = shown(town)
    assert name == first.first_name
    assert answer.text.partition("回执 ")[2][:6] in receipt.text
    assert "反对" not in receipt.text
    assert receipt.protected
    assert all(button.callback_data is None for button in receipt.buttons)
    await town.passes(PAUSE)
    await town.presses(first, "同意")
    assert len(shown(town)) == 1, "a changed ballot has no second receipt"
    town.emulator.people.follow(first, receipt.buttons[0].url or "")
    await town.rest()
    assert "同意" in town.last(town.private(first))
    assert town.said() == before


async def test_the_server_is_asked_once_and_many_at_once_do_not_use_up_what_the_group_may_be_sent(town: Town) -> None:
    first, second, third = town.neighbours
    await town.presses(town.chair, "同意")
    assert "回执" in town.last(town.private(town.chair))
    assert asked(town, PROBE) == 0, "whoever gets a receipt in private needs none here"
    await town.presses(first, "同意")
    await town.presses(second, "同意")
    await town.passes(PAUSE)
    await town.presses(third, "同意")
    assert names(town) == [first.first_name, third.first_name]
    assert asked(town, PROBE) == 1


async def test_a_server_without_them_is_found_out_before_anything_is_shown_to_everybody(town: Town) -> None:
    town.emulator.ephemeral_messages = False
    before = town.said()
    await ballots(town)
    assert town.said() == before
    assert asked(town, PROBE) == 1


async def test_a_server_that_shows_one_to_everybody_is_corrected_and_not_asked_again(town: Town) -> None:
    """It knows the methods but not the parameter: what everybody saw is taken away at once."""
    first, *others = town.neighbours
    await town.presses(first, "同意")
    town.emulator.ephemeral_messages = False
    for person in others:
        await town.passes(PAUSE)
        await town.presses(person, "同意")
    [leaked] = [post for post in town.posted if "回执" in post.shown.text and post.chat_id == town.group.id]
    assert town.group.messages[leaked.message_id].deleted


async def test_a_refusal_is_remembered(town: Town) -> None:
    town.emulator.faults.add("server_error", method="sendMessage", chat_id=town.group.id, status=400)
    await ballots(town)
    assert shown(town) == []
    assert asked(town, PROBE) == 1


async def test_a_lost_call_costs_one_receipt_and_nothing_else(town: Town) -> None:
    """Neither a question without an answer nor a receipt that arrived all the same is repeated."""
    group = town.group.id
    town.emulator.faults.add("drop", method=PROBE, chat_id=group)
    town.emulator.faults.add("drop", method="sendMessage", chat_id=group, after_effect=True)
    await ballots(town)
    assert names(town) == [person.first_name for person in town.neighbours[1:]]


async def test_a_group_that_is_full_is_left_alone_for_as_long_as_telegram_says(town: Town) -> None:
    town.emulator.faults.add("too_many_requests", method=PROBE, retry_after=60)
    await ballots(town)
    assert shown(town) == []


async def test_the_answer_does_not_wait_for_a_receipt_that_hangs(town: Town) -> None:
    town.emulator.faults.add("hang", method=PROBE)
    message, data = town.button("同意")
    pressed = town.emulator.people.press(town.neighbours[0], town.group, message.id, data)
    await town.emulator.changes.until(lambda: pressed.answer is not None and asked(town, PROBE) == 1)
    await town.app.kill()
    town.conductor.bot = None
    assert shown(town) == []


async def test_a_press_that_was_settled_late_has_no_receipt_and_takes_none_from_others(town: Town) -> None:
    await town.app.stop()
    town.conductor.bot = None
    message, data = town.button("同意")
    late = town.emulator.people.press(town.neighbours[0], town.group, message.id, data)
    town.clock.advance_to(town.clock.now() + timedelta(seconds=20))
    await town.restart()
    assert late.answer is not None
    assert shown(town) == []
    await town.passes(PAUSE)
    await town.presses(town.neighbours[1], "同意")
    assert names(town) == [town.neighbours[1].first_name]
