"""A moderator goes, or may not any more do what they planned: the work goes on, and nobody acts without a right."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.cards import render
from bot.clerk import platform
from bot.clerk.submission import Sender
from bot.deliberation import acts
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.model import SessionState
from bot.deliberation.refusal import Refused
from bot.i18n import Words
from bot.storage import journal, people, scopes, tables
from bot.storage.reader import Reader
from clerk.making import GROUP, Desk, opened
from clerk.test_register import settled


async def grant(desk: Desk, community: int, user: int, role: str, by: int = 1, end: bool = False) -> Any:
    return await desk.do(by, acts.GrantRole(community, str(user), role, end=end))


async def met(desk: Desk, *users: int) -> None:
    for user in users:
        await desk.do(user, acts.Ask("help"))


async def leaves(desk: Desk, user: int) -> None:
    who = Sender(user, f"居民{user}")
    await desk.clerk.work(
        lambda tx, office: platform.place_member(tx, office, where=GROUP, who=who, status="left", at=desk.now)
    )


async def collecting(desk: Desk) -> tuple[int, int]:
    """An operator's community whose secretary is 1, with a session of `wumin`; (community, session)."""
    community = await settled(desk)
    await desk.do(1, acts.OpenSession(0, "wumin"))
    session = (await desk.case()).session.id
    await desk.do(1, acts.ConfirmOpening(session))
    return community, session


async def held_by(desk: Desk, user: int) -> list[str]:
    person = await desk.person(user)
    async with desk.store.reading() as tx:
        return [one.role for one in (await people.roles_of(tx, [person]))[person]]


# --- handing over -----------------------------------------------------------------------------------------


async def test_when_a_role_ends_what_was_open_goes_to_the_others_and_is_counted(desk: Desk) -> None:
    community, session = await collecting(desk)
    await met(desk, 2, 3)
    for user in (2, 3):
        await grant(desk, community, user, "grid_lead")
    await desk.do(4, acts.RaiseIssue(session, "楼上太吵,建议调处", "back", channel="private"))
    answer = await grant(desk, community, 2, "grid_lead", end=True)
    assert (answer.key, answer.params["open"], answer.params["to"]) == ("role-ended", 1, 2)
    told = await desk.owed("handed-over")
    assert {row.person_id for row in told} == {await desk.person(1), await desk.person(3)}
    shown = await render(Reader(desk.store), "handed-over", told[0].args, Words("zh-CN"))
    for said in ("居民2", "1 件待核对或受理"):
        assert said in shown.html


async def test_another_role_that_reaches_as_far_keeps_it_all(desk: Desk) -> None:
    community, _ = await collecting(desk)
    await met(desk, 2)
    for role in ("grid_lead", "grid_worker"):
        await grant(desk, community, 2, role)
    await grant(desk, community, 2, "grid_worker", end=True)
    assert not await desk.owed("handed-over")


async def test_the_last_moderator_of_a_community_is_noticed_one_level_up(desk: Desk) -> None:
    community, _ = await collecting(desk)
    await met(desk, 7)
    async with desk.store.transaction() as tx:
        home = await scopes.community(tx, community)
        assert home is not None
        above = await scopes.ensure_scope(tx, None, "street", "街道", desk.clerk._office.next_id)
        path = f"{above.path}{home.scope_id}/"
        await tx.run(tables.scopes.update().where(tables.scopes.c.id == home.scope_id).values(path=path))
        await people.grant(tx, await desk.person(7), above.id, "street", None, desk.now, desk.clerk._office.next_id)
    await grant(desk, community, 1, "secretary", by=7, end=True)
    (told,) = await desk.owed("handed-over")
    assert (told.person_id, told.args["last"]) == (await desk.person(7), True)
    assert not await desk.owed("no-moderator")


async def test_where_nobody_is_above_the_group_is_told_how_to_go_on(desk: Desk) -> None:
    """In 本群自办 moderating ends with leaving the group, and an administrator can take it up."""
    await opened(desk)
    await leaves(desk, 1)
    assert await held_by(desk, 1) == []
    (told,) = await desk.owed("no-moderator")
    assert told.chat_id is not None
    assert "/setup" in (await render(Reader(desk.store), "no-moderator", told.args, Words("zh-CN"))).html
    await desk.do(5, acts.SetUp(0), "administrator")
    assert await held_by(desk, 5) == ["moderator"]


async def test_an_office_outlives_leaving_the_group_and_the_others_are_told(desk: Desk) -> None:
    community, _ = await collecting(desk)
    await met(desk, 2)
    await grant(desk, community, 2, "grid_lead")
    await leaves(desk, 2)
    assert await held_by(desk, 2) == ["grid_lead"]
    assert [row.person_id for row in await desk.owed("moderator-left")] == [await desk.person(1)]


async def test_tasks_somebody_led_wait_to_be_assigned_again(desk: Desk) -> None:
    """Forgotten or relieved: the task is there still, without its lead, and the others are asked to assign it."""
    community, session = await collecting(desk)
    await met(desk, 2)
    await grant(desk, community, 2, "grid_lead")
    lead = await desk.person(2)
    (collect,) = (await desk.case()).open_rounds("collect")
    async with desk.store.transaction() as tx:
        values = {"id": 9001, "session_id": session, "round_id": collect.id, "title": "装灯", "state": "doing"}
        await tx.run(tables.tasks.insert().values(**values, lead="居民2", lead_id=lead))
    await desk.say(2, acts.ForgetMe(lead))
    task = (await desk.case()).tasks[9001]
    assert (task.lead, task.lead_id, task.state) == ("", None, "todo")
    assert [row.person_id for row in await desk.owed("tasks-to-assign")] == [await desk.person(1)]


# --- rights are asked when it happens ----------------------------------------------------------------------


async def test_an_announcement_of_somebody_who_may_not_any_more_lapses_and_the_others_know(desk: Desk) -> None:
    community, _ = await collecting(desk)
    await met(desk, 2)
    await grant(desk, community, 2, "grid_lead")
    for user in (1, 2):
        await desk.do(user, acts.Announce(0, f"停水 {user}", "2026-12-10 09:00"))
    await grant(desk, community, 2, "grid_lead", end=True)
    await desk.pass_time(timedelta(days=4))
    assert [row.args["text"] for row in await desk.owed("announcement")] == ["停水 1"]
    assert [row.person_id for row in await desk.owed("lapsed")] == [await desk.person(1)]
    async with desk.store.reading() as tx:
        rows, _ = await journal.read_chain(tx, community_chain(community))
    assert "announcement-lapsed" in [row.kind for row in rows]


async def test_recurring_posts_are_handed_on_and_end_where_nobody_is_left(desk: Desk) -> None:
    community, _ = await collecting(desk)
    await met(desk, 2)
    await grant(desk, community, 2, "grid_lead")
    await desk.do(2, acts.Schedule(0, "text", "0 9 * * 1", "周一大扫除"))
    await grant(desk, community, 2, "grid_lead", end=True)
    await desk.pass_time(timedelta(days=7))
    assert len(await desk.owed("announcement")) == 1, "the secretary's now"
    async with desk.store.transaction() as tx:
        await tx.run(tables.roles.update().values(ended_at=desk.now))
    await desk.pass_time(timedelta(days=7))
    assert len(await desk.owed("announcement")) == 1
    async with desk.store.reading() as tx:
        assert await tx.column(select(tables.schedules.c.state)) == ["off"]


async def test_a_preview_opens_nothing_for_somebody_whose_role_has_ended_since(desk: Desk) -> None:
    community = await settled(desk)
    await met(desk, 2)
    await grant(desk, community, 2, "grid_lead")
    await desk.do(2, acts.OpenSession(0, "wumin"))
    session = (await desk.case()).session.id
    await grant(desk, community, 2, "grid_lead", end=True)
    with pytest.raises(Refused, match="not-moderator"):
        await desk.do(2, acts.ConfirmOpening(session))
    assert (await desk.case()).session.state is SessionState.DRAFT


async def voting(desk: Desk) -> int:
    """A vote in an operator's community with the moderators 1 and 2; returns the session."""
    community = await settled(desk)
    await met(desk, 2)
    await grant(desk, community, 2, "grid_lead")
    await desk.do(1, acts.OpenSession(0, "wumin-kuai", "周六一起清理楼道?"))
    session = (await desk.case()).session.id
    await desk.do(1, acts.ConfirmOpening(session))
    await desk.pass_time(timedelta(minutes=11))
    return session


async def test_cancelling_lapses_where_whoever_asked_may_not_any_more(desk: Desk) -> None:
    session = await voting(desk)
    await desk.do(2, acts.CancelSession(session, "范围设错了"))
    async with desk.store.transaction() as tx:
        held = tables.roles.c.role == "grid_lead"
        await tx.run(tables.roles.update().where(held).values(ended_at=desk.now))
    answer = await desk.do(1, acts.ConfirmCancel(session))
    assert answer.key == "asked-lapsed"
    case = await desk.case()
    assert (case.session.state, case.session.cancel_asked_by) == (SessionState.OPEN, None)


async def test_ending_the_role_of_whoever_asked_takes_the_asking_back(desk: Desk) -> None:
    session = await voting(desk)
    await desk.do(2, acts.CancelSession(session, "范围设错了"))
    await grant(desk, await desk.community(), 2, "grid_lead", end=True)
    with pytest.raises(Refused, match="button-stale"):
        await desk.do(1, acts.ConfirmCancel(session))


# --- two people ----------------------------------------------------------------------------------------------


async def test_who_moderates_alone_is_told_the_way_out_and_can_take_it(desk: Desk) -> None:
    await opened(desk)
    session = (await desk.case()).session.id
    await desk.pass_time(timedelta(minutes=11))
    with pytest.raises(Refused, match="second-person-none"):
        await desk.do(1, acts.CancelSession(session, "范围设错了"))
    await met(desk, 2)
    await grant(desk, await desk.community(), 2, "moderator")
    assert (await desk.do(1, acts.CancelSession(session, "范围设错了"))).key == "second-person-asked"
    assert (await desk.do(2, acts.ConfirmCancel(session))).key == "session-cancelled"


async def test_nobody_gives_an_office_of_trust_to_themselves(desk: Desk) -> None:
    """Else whoever moderates could become the scrutineer of their own vote."""
    community = await settled(desk)
    for role in ("auditor", "street"):
        with pytest.raises(Refused, match="role-own-trust"):
            await grant(desk, community, 1, role)
