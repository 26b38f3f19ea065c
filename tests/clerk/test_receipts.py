"""Receipts: private, not to be passed on, and a way out for whoever says «不是我点的»."""

import pytest

from bot.chat.cards import render
from bot.deliberation import acts
from bot.deliberation.house import Person
from bot.deliberation.minutes.journal import session_chain, verify_chain
from bot.deliberation.refusal import Refused
from bot.i18n import Words
from bot.outbox.delivery import PROTECTED
from bot.storage import journal
from bot.storage.reader import Reader
from clerk.making import Desk, opened


async def test_a_receipt_is_owed_to_whoever_voted_once_and_cannot_be_passed_on(desk: Desk) -> None:
    """Only where the bot may write to them; a changed ballot keeps the receipt it has."""
    motion, vote = await opened(desk)
    await desk.say(2, acts.Ask("help"))
    for choice in ("agree", "oppose"):
        await desk.do(2, acts.Stand("ballot", motion, vote, choice))
    await desk.do(3, acts.Stand("ballot", motion, vote, "agree"))
    (receipt,) = await desk.owed("receipt")
    assert (receipt.person_id, receipt.chat_id) == (await desk.person(2), None)
    assert {"receipt", "not-me"} <= PROTECTED


async def test_who_did_not_press_can_choose_again_and_tell_the_moderators_without_the_choice(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"))
    words, reader = Words("zh-CN"), Reader(desk.store)
    card = await render(reader, "not-me", {"motion": motion}, words, Person(await desk.person(2), 2))
    assert [button.text for row in card.rows for button in row] == [
        words("button-change-ballot"),
        words("button-tell-moderator"),
    ]
    assert (await desk.say(2, acts.NotMine(motion))).key == "not-mine-told"
    (told,) = await desk.owed("not-mine")
    assert told.person_id == await desk.person(1)
    shown = (await render(reader, "not-mine", told.args, words, Person(told.person_id, 1))).html
    for secret in ("居民2", words("choice-oppose"), "oppose"):
        assert secret not in shown
        assert secret not in str(told.args)


async def test_it_is_in_the_minutes_and_the_ballot_stands_until_it_is_changed(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"))
    await desk.say(2, acts.NotMine(motion))
    await desk.say(2, acts.NotMine(motion))
    assert len(await desk.owed("not-mine")) == 1, "pressed twice, told once while it is not delivered"
    case = await desk.case()
    assert case.count("ballot", motion, vote, "oppose") == 1
    async with desk.store.reading() as tx:
        chain = session_chain(case.session.id)
        rows, contents = await journal.read_chain(tx, chain)
        assert verify_chain(rows, contents, await journal.read_head(tx, chain)) == []
    doubted = [row for row in rows if row.kind == "ballot-doubted"]
    assert [row.public for row in doubted] == [{"what": motion, "round": vote}] * 2


async def test_who_has_no_ballot_there_can_doubt_none(desk: Desk) -> None:
    motion, vote = await opened(desk)
    await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"))
    with pytest.raises(Refused, match="button-stale"):
        await desk.do(3, acts.NotMine(motion))
    card = await render(
        Reader(desk.store), "not-me", {"motion": motion}, Words("zh-CN"), Person(await desk.person(3), 3)
    )
    assert card.rows == ()
