"""/privacy: what is kept, a copy to take along, being forgotten, and what a dump of the database tells of anybody."""

import json
from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.cards import render
from bot.clerk.submission import Sender, Submission, Where
from bot.deliberation import acts
from bot.deliberation.acts import Act, Attachment
from bot.deliberation.desk import Answer
from bot.deliberation.minutes.journal import community_chain, session_chain, verify_chain
from bot.deliberation.model import IssueState
from bot.deliberation.refusal import Refused
from bot.i18n import Words
from bot.outbox.calm import Hours
from bot.outbox.recipient import House, Recipient, recipient_of
from bot.storage import files, journal, lookups, owing, people, personal, tables
from bot.storage.files import Kept
from bot.storage.owing import Delivery
from bot.storage.reader import Reader
from bot.storage.seal import Seal
from clerk.dumping import file_of, mentions, rows, together
from clerk.making import GROUP, Desk, opened
from clerk.test_register import settled

FANG = Sender(7_300_123_456_789, "张小芳丙", "xiaofang_zh")
SECRETS = (FANG.name, FANG.username, str(FANG.user_id))
PRIVATE = Where(FANG.user_id)


async def fang(desk: Desk, act: Act, where: Where = PRIVATE, press: bool = True) -> Answer:
    member = "" if where.private else "member"
    return await desk.clerk.take(Submission(act, FANG, desk.now, where, next(desk.updates), press=press, member=member))


async def fang_id(desk: Desk) -> int:
    return await desk.person(FANG.user_id)


async def forgets(desk: Desk) -> Answer:
    return await fang(desk, acts.ForgetMe(await fang_id(desk)))


async def collecting(desk: Desk) -> int:
    """A session of `wumin` in which issues are raised; returns its id."""
    await settled(desk)
    await desk.do(1, acts.OpenSession(0, "wumin"))
    session = (await desk.case()).session.id
    await desk.do(1, acts.ConfirmOpening(session))
    await fang(desk, acts.Ask("help"), GROUP)
    return session


async def shown(desk: Desk, card: str, **args: Any) -> Any:
    async with desk.store.reading() as tx:
        person = await people.person_by_user(tx, FANG.user_id)
    return await render(Reader(desk.store), card, args, Words("zh-CN"), person)


async def delivered(desk: Desk) -> list[Delivery]:
    """Everything that could go out now, as the outbox would take it; kept as sent."""
    taken = list[Delivery]()
    async with desk.store.transaction() as tx:
        while claimed := await owing.claim_next(tx, desk.now, 50, 1):
            taken += claimed
            for one in claimed:
                await owing.sent(tx, one)
    return taken


async def recipient_of_all(desk: Desk, deliveries: Collection[Delivery]) -> list[Recipient]:
    house = House("zh-CN", Hours.of("Asia/Shanghai", "22:00", "07:30"))
    async with desk.store.reading() as tx:
        found = [await recipient_of(tx, one, house) for one in deliveries]
    return [one for one in found if one is not None]


async def sound(desk: Desk, chain: str) -> None:
    async with desk.store.reading() as tx:
        found, contents = await journal.read_chain(tx, chain)
        assert verify_chain(found, contents, await journal.read_head(tx, chain)) == []


# --- what is kept ---------------------------------------------------------------------------------------


async def test_privacy_counts_what_is_kept_and_hides_it_from_everybody_else(desk: Desk) -> None:
    session = await collecting(desk)
    await fang(desk, acts.RaiseIssue(session, "路灯不亮,建议装灯"), GROUP)
    await fang(desk, acts.RaiseIssue(session, "楼上太吵,建议调处", "back", channel="private"))
    issue = next(iter((await desk.case()).issues))
    (round_,) = (await desk.case()).open_rounds("collect")
    await fang(desk, acts.Stand("care", issue, round_.id, "care"), GROUP)
    text = (await shown(desk, "privacy")).html
    for counted in ("提过 2 件", "其中悄悄提 1 件", "关心 1 件"):
        assert counted in text
    assert "路灯" not in text, "counts, no dump"
    await fang(desk, acts.Ask("privacy"), GROUP)
    answers = [row for card in ("privacy", "go-private") for row in await desk.owed(card)]
    assert all(row.chat_id is None or row.card == "go-private" for row in answers)


async def test_whoever_takes_a_copy_along_gets_all_of_it_and_the_minutes_say_so(desk: Desk) -> None:
    session = await collecting(desk)
    await fang(desk, acts.RaiseIssue(session, "路灯不亮,建议装灯"), GROUP)
    assert (await fang(desk, acts.TakeAlong(await fang_id(desk)))).key == "data-comes"
    (owed,) = await desk.owed("my-data")
    assert owed.person_id == await fang_id(desk)
    message = await shown(desk, "my-data")
    taken = json.loads(message.document.make(lambda _: ""))
    assert taken["account"] == {
        "telegram_id": FANG.user_id, "name": FANG.name, "username": FANG.username, "language": None,
    }  # fmt: skip
    assert [issue["text"] for issue in taken["issues"]] == ["路灯不亮,建议装灯"]
    assert taken["rows_in_the_minutes"] >= 1
    async with desk.store.reading() as tx:
        written, _ = await journal.read_chain(tx, community_chain(await desk.community()))
    assert "data-taken" in [row.kind for row in written]


async def test_nobody_presses_the_buttons_of_another_nor_in_a_group(desk: Desk) -> None:
    await opened(desk)
    await fang(desk, acts.Ask("help"))
    mine = await fang_id(desk)
    for act in (acts.ForgetMe(mine), acts.TakeAlong(mine)):
        with pytest.raises(Refused, match="button-stale"):
            await desk.say(3, act)
        with pytest.raises(Refused, match="button-stale"):
            await fang(desk, act, GROUP)


def test_every_column_that_says_who_somebody_is_is_known_to_those_who_erase() -> None:
    """A new column with a person in it has to be put into `personal`, or it would outlive being forgotten."""
    named = {
        column
        for table in tables.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith(("_by", "person_id", "author_id", "lead_id", "representative_id", "cover_id"))
        or column.name in ("user_id", "author_seal")
    }
    assert {str(c) for c in named} <= {str(c) for c in personal.COLUMNS}


# --- being forgotten ---------------------------------------------------------------------------------------


async def test_nothing_in_a_dump_tells_of_somebody_who_was_forgotten(desk: Desk) -> None:
    """Names, @username, Telegram id and who wrote quietly; before, each of them is found."""
    session = await collecting(desk)
    community = await desk.community()
    await fang(desk, acts.ClaimDoor(community, "2-102"), GROUP)
    (claim,) = await desk.owed("claim-asked")
    await desk.say(1, acts.SettleClaim(claim.args["resident"], True, True))
    await fang(desk, acts.RaiseIssue(session, "路灯不亮,建议装灯"), GROUP)
    await fang(desk, acts.RaiseIssue(session, "楼上太吵,建议调处", "back", channel="private"), press=False)
    await desk.do(1, acts.GrantRole(community, "@xiaofang_zh", "building_lead"))
    await fang(desk, acts.Uneasy(session, "我觉得不舒服"))
    file, mine = file_of(desk.store), await fang_id(desk)
    before = mentions(file, *SECRETS)
    assert any("people.user_id" in one for one in before)
    assert any("issues.author_name" in one for one in before)
    answer = await forgets(desk)
    assert (answer.key, answer.alert) == ("forgotten", True)
    await desk.store.close()
    assert mentions(file, *SECRETS) == []
    named = {f"{t}.{c}" for t, c, value in rows(file) if c in ("person_id", "author_id", "made_by") and value == mine}
    assert named == set()
    assert not any(value for _, column, value in rows(file) if column == "author_seal")


async def test_what_was_raised_in_the_open_stays_by_a_neighbour_and_what_nobody_had_read_is_gone(desk: Desk) -> None:
    session = await collecting(desk)
    await fang(desk, acts.RaiseIssue(session, "路灯不亮,建议装灯"), GROUP)
    await fang(desk, acts.RaiseIssue(session, "楼上太吵,建议调处", "back", channel="private"))
    await forgets(desk)
    case = await desk.case()
    public, quiet = sorted(case.issues.values(), key=lambda issue: issue.mode, reverse=True)
    card = await render(Reader(desk.store), "issue-raised", {"issue": public.id}, Words("zh-CN"))
    assert "路灯不亮" in card.html
    assert "某邻居" in card.html
    assert (quiet.state, quiet.text, quiet.author_id) == (IssueState.CLOSED, "", None)
    async with desk.store.reading() as tx:
        kept = await tx.rows(select(tables.due).where(tables.due.c.key.startswith(f"issue:{quiet.id}")))
    assert not kept, "nobody is asked to check it any more"
    await sound(desk, session_chain(session))


async def test_a_ballot_in_an_open_vote_counts_and_is_unlinked_at_the_close(desk: Desk) -> None:
    """Until then whoever comes back is known by that ballot alone, and does not vote twice."""
    motion, vote = await opened(desk)
    await fang(desk, acts.Stand("ballot", motion, vote, "agree"), GROUP)
    await desk.do(2, acts.Stand("ballot", motion, vote, "oppose"))
    mine = await fang_id(desk)
    assert "1 个还没结束" in (await shown(desk, "forget")).html
    await forgets(desk)
    assert mentions(file_of(desk.store), *SECRETS) == []
    assert (await desk.case()).count("ballot", motion, vote, "agree") == 1
    again = await fang(desk, acts.Stand("ballot", motion, vote, "oppose"), GROUP)
    assert again.key == "ballot-changed"
    assert await fang_id(desk) == mine
    await forgets(desk)
    await desk.pass_time(timedelta(days=8))
    case = await desk.case()
    assert case.rounds[vote].closed_at is not None
    assert case.count("ballot", motion, vote, "oppose") == 2
    async with desk.store.reading() as tx:
        cast = await tx.rows(select(tables.standing_acts).where(tables.standing_acts.c.round_id == vote))
        assert not await tx.rows(select(tables.forgotten))
        found, contents = await journal.read_chain(tx, session_chain(case.session.id))
    assert sorted(row.person_id for row in cast) == [0, await desk.person(2)]
    assert not any(row.elector == f"person:{mine}" for row in cast)
    assert not any(kept.content.get("person") == mine for kept in contents.values())
    assert not verify_chain(found, contents)
    await fang(desk, acts.Ask("help"))
    assert await fang_id(desk) != mine, "a stranger from now on"


async def test_who_comes_back_is_a_stranger(desk: Desk) -> None:
    community = await settled(desk)
    await fang(desk, acts.ClaimDoor(community, "2-103"), GROUP)
    mine = await fang_id(desk)
    await forgets(desk)
    await fang(desk, acts.Ask("my"))
    assert await fang_id(desk) != mine
    assert "只有您的名字和账号" in (await shown(desk, "privacy")).html
    async with desk.store.reading() as tx:
        counted = await personal.counts(tx, await fang_id(desk))
    assert counted == personal.Kept(0, 0, 0, 0, 0, 0, 0, 0)


async def test_what_was_owed_to_somebody_forgotten_is_owed_to_nobody(desk: Desk) -> None:
    session = await collecting(desk)
    await fang(desk, acts.RaiseIssue(session, "楼上太吵,建议调处", "back", channel="private"), press=False)
    issue = next(iter((await desk.case()).issues.values()))
    await desk.do(1, acts.CheckIssue(session, issue.id, False, "说得不清楚"))
    await fang(desk, acts.Ask("help"))
    await forgets(desk)
    taken = await delivered(desk)
    assert [one for one in taken if one.sealed], "what was sealed for her cannot be taken back"
    assert all(one.platform_id != FANG.user_id for one in taken)
    assert not await recipient_of_all(desk, [one for one in taken if one.sealed])


# --- sealed authors ------------------------------------------------------------------------------------------


async def quiet_words(desk: Desk) -> int:
    """Fang writes 背靠背 by words in the private chat; returns the issue."""
    session = await collecting(desk)
    await fang(desk, acts.Await("raise-back", session))
    await fang(desk, acts.RaiseIssue(session, "楼上太吵,建议调处", "back", channel="private"), press=False)
    (issue,) = (await desk.case()).issues.values()
    assert issue.author_id == await fang_id(desk), "the rules know who it was"
    return issue.id


async def test_a_dump_does_not_tell_who_wrote_quietly(desk: Desk) -> None:
    """Neither the issue, nor the minutes, nor what is owed; and nothing about that person has its moment."""
    issue = await quiet_words(desk)
    person, session = await fang_id(desk), (await desk.case()).session.id
    await desk.do(1, acts.CheckIssue(session, issue, True))
    async with desk.store.reading() as tx:
        row = await tx.one(select(tables.issues).where(tables.issues.c.id == issue))
        assert row is not None
        assert (row.author_id, row.author_name) == (None, "")
        assert row.author_seal
        owed = await tx.rows(select(tables.owed).where(tables.owed.c.person_id == person))
        sealed = await tx.rows(select(tables.owed).where(tables.owed.c.card == "sealed"))
        minutes = await tx.rows(select(tables.journal_content))
        raised = await tx.rows(select(tables.journal).where(tables.journal.c.kind == "issue-raised"))
    assert not owed
    assert len(sealed) >= 3  # the prompt, «收到了», and that it has been passed on
    assert all(r.person_id is None and str(issue) not in str(r.args.keys()) for r in sealed)
    assert not any(r.content.get("person") == person for r in minutes)
    assert len(raised) == 1
    assert together(file_of(desk.store), person, issue) == []


async def test_the_author_is_answered_all_the_same_and_what_was_sent_is_not_remembered(desk: Desk) -> None:
    issue = await quiet_words(desk)
    session = (await desk.case()).session.id
    await desk.do(1, acts.CheckIssue(session, issue, True))
    taken = await delivered(desk)
    async with desk.store.reading() as tx:
        assert not [row for row in await tx.rows(select(tables.owed)) if row.card == "sealed" and row.args]
    (passed,) = [one for one in taken if one.card == "issue-passed"]
    assert (passed.person_id, passed.platform_id, passed.sealed) == (await fang_id(desk), FANG.user_id, True)


async def test_authors_find_their_quiet_issues_and_cannot_raise_one_twice(desk: Desk) -> None:
    await quiet_words(desk)
    session = (await desk.case()).session.id
    async with desk.store.reading() as tx:
        (issue,) = await lookups.issues_by_author(tx, await fang_id(desk))
    assert issue.mode == "back"
    with pytest.raises(Refused, match="issue-repeated"):
        await fang(desk, acts.RaiseIssue(session, "楼上太吵,建议调处", "back", channel="private"))


async def test_without_the_key_the_author_is_nobody_and_with_another_too(desk: Desk) -> None:
    issue = await quiet_words(desk)
    for seal in (None, Seal.stated("another key")):
        desk.store.seal = seal
        async with desk.store.reading() as tx:
            found = await lookups.issue(tx, issue)
        assert found is not None
        assert found.author_id is None


# --- the end of what is kept -----------------------------------------------------------------------------------


async def test_a_year_after_a_session_who_took_part_is_erased_and_what_it_came_to_stays(desk: Desk) -> None:
    motion, vote = await opened(desk)
    photo = Attachment("photo", "photo-1")
    await fang(desk, acts.Stand("ballot", motion, vote, "agree"), GROUP)
    await desk.do(2, acts.Stand("ballot", motion, vote, "agree"))
    await desk.pass_time(timedelta(days=30))
    case = await desk.case()
    session, mine = case.session.id, await fang_id(desk)
    assert case.session.closed_at is not None
    issue = next(iter(case.issues.values()))
    async with desk.store.transaction() as tx:
        attached = [{"kind": photo.kind, "file": photo.file_id}]
        await tx.run(tables.issues.update().where(tables.issues.c.id == issue.id).values(attachments=attached))
        await files.keep(tx, Kept("photo-1", "photo", "a" * 64, 3, desk.now))
    decided = repr((await desk.case()).decisions)
    await desk.pass_time(timedelta(days=320))
    assert (await desk.case()).session.opened_by is not None, "not before its time"
    await desk.pass_time(timedelta(days=30))
    after = await desk.case()
    assert repr(after.decisions) == decided
    assert after.count("ballot", motion, vote, "agree") == 2
    assert after.session.opened_by is None
    assert [i.author_name for i in after.issues.values()] == [""]
    async with desk.store.reading() as tx:
        cast = await tx.rows(select(tables.standing_acts).where(tables.standing_acts.c.round_id == vote))
        written, contents = await journal.read_chain(tx, session_chain(session))
        assert await files.kept(tx, "photo-1") is None
    assert {(row.person_id, row.receipt) for row in cast} == {(0, "")}
    assert not any(kept.content.get("person") == mine for kept in contents.values())
    assert not verify_chain(written, contents)
    (discard,) = [row for row in await desk.owed("file") if row.what == "discard"]
    assert discard.args == {"sha256": "a" * 64}
    async with desk.store.reading() as tx:
        house, _ = await journal.read_chain(tx, community_chain(await desk.community()))
    assert "personal-erased" in [row.kind for row in house]
    assert await Reader(desk.store).person(mine) is not None, "the person is still known, only that session is not"


async def test_nobody_takes_others_with_them_by_a_name_that_stands_in_the_minutes_of_others(desk: Desk) -> None:
    """People call themselves whatever they like, also as a choice is written."""
    motion, vote = await opened(desk)
    await desk.do(2, acts.Stand("ballot", motion, vote, "agree"))
    await desk.pass_time(timedelta(days=2))
    chain, forger = session_chain((await desk.case()).session.id), Sender(9_000, "agree")

    async def does(act: Act) -> None:
        where = Where(forger.user_id)
        await desk.clerk.take(Submission(act, forger, desk.now, where, next(desk.updates), press=True))

    async with desk.store.reading() as tx:
        before = await journal.read_chain(tx, chain)
    await does(acts.Ask("help"))
    await does(acts.ForgetMe(await desk.person(forger.user_id)))
    async with desk.store.reading() as tx:
        assert await journal.read_chain(tx, chain) == before
