"""Journeys people take with the bot, whatever brings its updates. Each gets as far as the matter is about, lets
`disturb` switch on what goes wrong, and goes on; what came of it is compared by `test_journeys`."""

import re
from collections.abc import Awaitable, Callable

from adapter.town import PACE, Town

from bot.clerk.office import Office
from bot.clerk.register import new_sheets
from bot.rehearsal.emulator.model import Chat, Message, PressAnswer, Topic, User
from bot.storage import cards_shown, chats, roll
from bot.storage.store import Tx
from bot.storage.tables import cards, journal, residents, rounds, sessions, standing_acts

Disturb = Callable[[], None]
Journey = Callable[[Town, Disturb], Awaitable[None]]

ROLL = "/roll\nunit,household,area,owner,representative\n2-101,2-101,89.50,甲,甲\n2-102,2-102,90.00,乙,乙"
QUESTION = "楼道装灯,同意吗?"


async def press(town: Town, who: User, label: str, chat: Chat | None = None) -> PressAnswer | None:
    """Press the newest button that says this."""
    message, data = town.button(label, chat)
    pressed = town.emulator.people.press(who, message.chat, message.id, data)
    await town.rest()
    return pressed.answer


async def live_cards(town: Town) -> list[str]:
    """What the live cards of groups show, without the mark of what was sent twice."""
    async with town.app.store.reading() as tx:
        found = await tx.rows(cards.select().where(cards.c.state == "live", cards.c.chat_id.is_not(None)))
        shown = []
        for row in found:
            place = await chats.chat(tx, row.chat_id)
            assert place is not None
            message = town.emulator.chats[place.platform_id].messages[row.message_id]
            assert not message.deleted
            assert await cards_shown.is_live(tx, row.key)
            shown.append(re.sub(r"^.*重发.*\n", "", message.text))
    return sorted(shown)


async def outcome(town: Town) -> dict[str, object]:
    """What counts in the end: ballots, who is bound, how rounds stand, the minutes, what the live cards show."""
    async with town.app.store.reading() as tx:
        box = await tx.rows(standing_acts.select())
        bound = await tx.rows(residents.select())
        stages = await tx.rows(rounds.select().order_by(rounds.c.id))
        opened = await tx.rows(sessions.select())
        minutes = await tx.rows(journal.select().order_by(journal.c.chain, journal.c.seq))
    return {
        "ballots": sorted((row.choice, row.changes) for row in box),
        "bound": sorted(row.state for row in bound),
        "rounds": [(row.kind, row.state, row.outcome) for row in stages],
        "sessions": [row.state for row in opened],
        "minutes": [(row.chain, row.kind) for row in minutes],
        "cards": await live_cards(town),
    }


async def household_vote(town: Town) -> None:
    await town.set_up()
    await town.says(town.chair, ROLL)
    await town.says(town.chair, f"/open hu-jue {QUESTION}")
    await town.confirm_opening()


async def a_code(town: Town) -> str:
    await town.says(town.chair, "/roll codes 2-101")
    found = re.findall(r"[0-9]{8}", town.last(town.private(town.chair)))
    return str(found[-1])


def card_of(town: Town, words: str, chat: Chat | None = None) -> Message:
    place = chat or town.group
    return next(m for m in reversed(place.messages.values()) if m.buttons and words in m.text and not m.deleted)


# --- the journeys ----------------------------------------------------------------------------------------


async def unbound_press(town: Town, disturb: Disturb) -> None:
    """Somebody nobody knows presses, is led to the private chat, binds there, and is asked again."""
    await household_vote(town)
    code = await a_code(town)
    disturb()
    person = town.neighbours[0]
    answer = await press(town, person, "同意")
    assert answer is not None
    assert answer.url is not None
    town.emulator.people.follow(person, answer.url)
    await town.rest()
    await town.says(person, f"/join {code} 2-101", town.private(person))
    await town.passes(PACE)
    await press(town, person, "同意", town.private(person))


async def code_by_qr(town: Town, disturb: Disturb) -> None:
    await household_vote(town)

    async def sheets(tx: Tx, office: Office) -> list[dict[str, str]]:
        return await new_sheets(tx, office, await roll.households_below(tx, "/"), town.clock.now())

    [sheet, _] = await town.app.clerk.work(sheets)
    disturb()
    person = town.neighbours[0]
    await town.starts(person, f"k_{sheet['long']}")
    await town.passes(PACE)
    await press(town, person, "同意")


async def code_by_typing(town: Town, disturb: Disturb) -> None:
    await household_vote(town)
    code = await a_code(town)
    disturb()
    person = town.neighbours[0]
    await town.starts(person)
    await town.says(person, f"/join 2-101 {code[:4]} {code[4:]}", town.private(person))
    await press(town, person, "反对")


async def code_mistyped_five_times(town: Town, disturb: Disturb) -> None:
    """After five tries even the right code is none."""
    await household_vote(town)
    code = await a_code(town)
    disturb()
    person = town.neighbours[0]
    await town.starts(person)
    for n in range(1, 6):
        await town.says(person, f"/join {(int(code) + n) % 10**8:08} 2-101", town.private(person))
    await town.says(person, f"/join {code} 2-101", town.private(person))


async def code_in_the_group(town: Town, disturb: Disturb) -> None:
    await household_vote(town)
    code = await a_code(town)
    disturb()
    act = await town.says(town.neighbours[0], f"{code} 2-101")
    await town.passes(PACE)
    assert act.message is not None
    assert act.message.deleted


async def group_becomes_supergroup(town: Town, disturb: Disturb) -> None:
    """Somebody still presses the card of the old group at that moment; their ballot counts."""
    await town.open_quick_vote()
    message, agree = town.button("同意")
    disturb()
    old = town.group
    pressed = town.emulator.people.press(town.neighbours[0], old, message.id, agree)
    town.group = town.emulator.places.migrate(old, by=town.chair)
    await town.rest()
    assert pressed.answer is not None
    await town.passes(PACE)
    await press(town, town.neighbours[1], "反对")


async def kicked_and_back(town: Town, disturb: Disturb) -> None:
    await town.open_quick_vote()
    await press(town, town.neighbours[0], "同意")
    first = card_of(town, "🗳")
    town.emulator.places.remove(town.group, town.emulator.bot, by=town.chair)
    await town.rest()
    disturb()
    town.emulator.places.add(town.group, town.emulator.bot, by=town.chair)
    town.emulator.places.promote(town.group, town.emulator.bot, by=town.chair)
    await town.rest()
    await town.passes(PACE)
    assert card_of(town, "🗳").id > first.id
    await press(town, town.neighbours[1], "同意")


async def anonymous_administrator(town: Town, disturb: Disturb) -> None:
    """Nobody can tell who opens in the group's name; the way out is said, and a press has its own account."""
    await town.set_up()
    deputy = town.neighbours[0]
    town.emulator.places.promote(town.group, deputy, by=town.chair, anonymous=True)
    await town.rest()
    disturb()
    await town.says(deputy, f"/open wumin-kuai {QUESTION}")
    await town.passes(PACE)
    assert any("匿名" in text for text in town.said())
    await town.says(town.chair, f"/open wumin-kuai {QUESTION}")
    await town.confirm_opening()
    await town.passes(PACE)
    await press(town, deputy, "同意")


async def vote_in_a_topic(town: Town) -> Topic:
    """With one ballot; the bot may not manage topics."""
    topic = town.emulator.places.topic(town.group, "议事", by=town.chair)
    town.emulator.places.promote(
        town.group, town.emulator.bot, by=town.chair, rights=("can_manage_chat", "can_delete_messages")
    )
    await town.starts(town.chair)
    for line in ("/setup 第2网格", f"/open wumin-kuai {QUESTION}"):
        town.emulator.people.say(town.chair, town.group, line, thread_id=topic.thread_id)
        await town.rest()
    await town.confirm_opening()
    await press(town, town.neighbours[0], "同意")
    return topic


async def topic_closed(town: Town, disturb: Disturb) -> None:
    """A vote lives in its topic; while that is closed its words wait, and come when it is opened again."""
    await town.says(town.neighbours[0], "/help")
    topic = await vote_in_a_topic(town)
    in_group = [post.thread_id for post in town.posted if post.chat_id == town.group.id]
    assert set(in_group[1:]) == {topic.thread_id}
    town.emulator.places.close_topic(town.group, topic.thread_id)
    await town.rest()
    disturb()
    town.emulator.people.say(town.chair, town.group, "/status", thread_id=topic.thread_id)
    await town.rest()
    before = len(town.said())
    town.emulator.places.close_topic(town.group, topic.thread_id, closed=False)
    await town.rest()
    await town.passes(PACE)
    assert len(town.said()) > before
    assert sum("话题被关闭" in text for text in town.said(town.private(town.chair))) == 1


async def topic_deleted(town: Town, disturb: Disturb) -> None:
    """A vote whose topic is deleted by hand goes on in the group itself, and the moderators are told."""
    topic = await vote_in_a_topic(town)
    card, against = town.button("反对")
    town.emulator.places.delete_topic(town.group, topic.thread_id)
    disturb()
    town.emulator.people.forge_press(town.neighbours[1], town.group, card.id, against)
    await town.rest()
    await town.passes(PACE)
    assert card_of(town, "🗳").thread_id is None
    assert sum("话题被删" in text for text in town.said(town.private(town.chair))) == 1
    await press(town, town.neighbours[2], "同意")


async def card_deleted(town: Town, disturb: Disturb) -> None:
    """An administrator deletes the live card; the next ballot brings it back."""
    await town.open_quick_vote()
    await press(town, town.neighbours[0], "同意")
    card = card_of(town, "🗳")
    data = next(b.callback_data for b in card.buttons if "反对" in b.text)
    town.emulator.people.delete(town.chair, card)
    disturb()
    town.emulator.people.forge_press(town.neighbours[1], town.group, card.id, data or "")
    await town.rest()
    await town.passes(PACE)
    assert card_of(town, "🗳").id > card.id


async def proposer_without_private_chat(town: Town, disturb: Disturb) -> None:
    """What is owed to somebody who never opened the private chat holds up nothing."""
    await town.set_up()
    await town.says(town.chair, "/open zhiti")
    await town.confirm_opening()
    disturb()
    await town.says(town.neighbours[0], "/ti 路灯三盏不亮,请换新的")
    await town.says(town.chair, "/next")
    await town.passes(PACE)


async def two_press_next(town: Town, disturb: Disturb) -> None:
    """Two moderators at once close one round, not two, and it is minuted once."""
    await town.set_up()
    deputy = town.neighbours[0]
    town.emulator.places.promote(town.group, deputy, by=town.chair)
    await town.starts(deputy)
    await town.says(deputy, "/setup")
    await town.says(town.chair, "/open quan")
    await town.confirm_opening()
    await town.says(town.neighbours[1], "/ti 3号楼门口路灯三盏不亮,建议换新的")
    disturb()
    town.emulator.people.say(town.chair, town.group, "/next")
    town.emulator.people.say(deputy, town.group, "/next")
    await town.rest()
    await town.passes(PACE)
    async with town.app.store.reading() as tx:
        closed = await tx.rows(journal.select().where(journal.c.kind == "round-closed"))
    assert len(closed) == 1


JOURNEYS: tuple[Journey, ...] = (
    unbound_press,
    code_by_qr,
    code_by_typing,
    code_mistyped_five_times,
    code_in_the_group,
    group_becomes_supergroup,
    kicked_and_back,
    anonymous_administrator,
    topic_closed,
    topic_deleted,
    card_deleted,
    proposer_without_private_chat,
    two_press_next,
)
