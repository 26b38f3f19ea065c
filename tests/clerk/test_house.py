"""The house: what waits for a session, what is announced and when, and issues lent to another flow and back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clerk.places import next_time
from bot.clerk.submission import Where
from bot.deliberation import acts
from bot.deliberation.model import IssueState, SessionState
from bot.deliberation.refusal import Refused
from bot.storage import duties, lookups
from clerk.making import GROUP, START, Desk

OTHER = Where(-200, kind="supergroup", title="隔壁")

MEDIATION = """
id: tiaochu
name: {zh-CN: 调处, zh-TW: 調處, en: Mediation}
standing: consultation
stages:
  - id: dengji
    kind: collect
    window: 4h
    next: {ready: fenliu, empty: end}
  - id: fenliu
    kind: screen
    sla: 1d
    decisions: [accept, reject]
    next: {accepted: end, none_accepted: end}
  - {id: end, kind: archive, gather: each}
"""


async def set_up(desk: Desk, where: Where = GROUP, admin: int = 1) -> int:
    await desk.do(admin, acts.SetUp(0), "administrator", where)
    return await desk.community(where.platform_id)


async def opened(desk: Desk, flow: str, question: str = "") -> int:
    await desk.do(1, acts.OpenSession(0, flow, question))
    session = (await desk.case()).session.id
    await desk.do(1, acts.ConfirmOpening(session))
    return session


def write(desk: Desk, flow: str, text: str) -> None:
    desk.flows.joinpath(f"{flow}.yaml").write_text(text, "utf-8")


def talk_flow(instant: str) -> str:
    return f"""
id: yishi
name: {{zh-CN: 议事, zh-TW: 議事, en: Talk}}
standing: consultation
stages:
  - {{id: ti, kind: collect, window: 1d, next: {{ready: shouli, empty: end}}}}
  - id: shouli
    kind: screen
    sla: 1d
    decisions: [accept, reject, instant]
    next: {{accepted: yi, none_accepted: end, instant: {instant}}}
  - id: yi
    kind: deliberate
    limit: 1d
    next: {{motion_ready: end, no_consensus: end}}
  - {{id: end, kind: archive, gather: each}}
"""


# --- what waits ------------------------------------------------------------------------------------------


async def test_what_is_raised_while_nothing_is_open_joins_the_next_session_that_takes_issues(desk: Desk) -> None:
    await set_up(desk)
    write(desk, "yishi", talk_flow("{flow: absent}"))
    for user, text in ((2, "路灯不亮"), (3, "遛狗不牵绳")):
        assert (await desk.do(user, acts.RaiseIssue(0, text))).key == "issue-waits"
    await opened(desk, "wumin-kuai", "周六一起清理楼道?")
    assert len((await desk.case()).issues) == 1
    await opened(desk, "yishi")
    case = await desk.case()
    assert [(i.text, i.position, i.number) for i in case.issues.values()] == [("路灯不亮", 1, 1), ("遛狗不牵绳", 2, 2)]
    assert set(case.open_rounds("collect")[0].members) == set(case.issues)


@pytest.mark.parametrize(
    ("act", "key"),
    [
        (acts.RaiseIssue(0, " "), "text-empty"),
        (acts.RaiseIssue(0, "长" * 501), "text-too-long"),
        (acts.RaiseIssue(0, "夜里犬吠", "back"), "nothing-open-collect"),
    ],
)
async def test_what_waits_keeps_to_the_same_limits(desk: Desk, act: acts.RaiseIssue, key: str) -> None:
    await set_up(desk)
    with pytest.raises(Refused, match=key):
        await desk.do(2, act)


async def test_everybody_waits_with_five_different_issues_at_most(desk: Desk) -> None:
    await set_up(desk)
    for n in range(5):
        await desk.do(2, acts.RaiseIssue(0, f"事情{n}"))
    with pytest.raises(Refused, match="too-many-issues"):
        await desk.do(2, acts.RaiseIssue(0, "还有一件"))
    with pytest.raises(Refused, match="issue-repeated"):
        await desk.do(2, acts.RaiseIssue(0, "事情1"))


async def test_what_was_raised_in_a_cancelled_session_joins_the_next(desk: Desk) -> None:
    await set_up(desk)
    write(desk, "yishi", talk_flow("{flow: absent}"))
    session = await opened(desk, "yishi")
    await desk.do(2, acts.RaiseIssue(session, "路灯不亮"))
    await desk.do(1, acts.CancelSession(session, "范围设错了"))
    await opened(desk, "yishi")
    assert [i.text for i in (await desk.case()).issues.values()] == ["路灯不亮"]


# --- announcements and recurring posts ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "key"),
    [
        ("", "", "text-empty"),
        ("  ", "2026-12-10 09:00", "text-empty"),
        ("长" * 2001, "", "text-too-long"),
        ("停水", "明天", "date-unreadable"),
        ("停水", "0001-01-01", "date-unreadable"),
        ("停水", "9999-12-31 23:59", "time-not-ahead"),
        ("停水", "2026-12-07 08:00", "time-not-ahead"),
        ("停水", "2020-01-01", "time-not-ahead"),
        ("停水", "2026-12-10T09:00+99:00", "date-unreadable"),
    ],
)
async def test_an_announcement_has_words_and_a_time_to_come(desk: Desk, text: str, at: str, key: str) -> None:
    await set_up(desk)
    with pytest.raises(Refused, match=key):
        await desk.do(1, acts.Announce(0, text, at))
    assert await desk.owed("announcement") == []
    assert await desk.clerk.next_due_at() is None


async def test_an_announcement_is_posted_once_at_its_local_time(desk: Desk) -> None:
    await set_up(desk)
    await desk.do(1, acts.Announce(0, "明天停水", "2026-12-10 09:00"))
    assert await desk.clerk.next_due_at() == datetime(2026, 12, 10, 1, 0, tzinfo=UTC)
    await desk.pass_time(timedelta(days=9))
    assert [row.args["text"] for row in await desk.owed("announcement")] == ["明天停水"]


async def test_only_moderators_announce_and_schedule(desk: Desk) -> None:
    await set_up(desk)
    await set_up(desk, OTHER, 9)
    for user in (2, 9):
        with pytest.raises(Refused, match="not-moderator"):
            await desk.do(user, acts.Announce(0, "大家好"))
        with pytest.raises(Refused, match="not-moderator"):
            await desk.do(user, acts.Schedule(0, "week"))


@pytest.mark.parametrize(
    ("cron", "key"),
    [
        ("每周一", "cron-unreadable"),
        ("61 9 * * 1", "cron-unreadable"),
        ("0 9 * *", "cron-unreadable"),
        ("0 9 31 2 *", "cron-unreadable"),
        ("0 9 * * * *", "cron-unreadable"),
        ("0 9 * * 8", "cron-unreadable"),
        ("0 9 * * 5-1", "cron-unreadable"),
        ("0 9 * * 1/0", "cron-unreadable"),
        ("* * * * *", "cron-too-often"),
        ("0 */6 * * *", "cron-too-often"),
        ("0,30 9 * * 1", "cron-too-often"),
    ],
)
async def test_a_recurring_post_has_a_line_that_means_something_and_comes_once_a_day_at_most(
    desk: Desk, cron: str, key: str
) -> None:
    await set_up(desk)
    with pytest.raises(Refused, match=key):
        await desk.do(1, acts.Schedule(0, "text", cron, "明天大扫除"))
    assert await desk.clerk.next_due_at() is None


@pytest.mark.parametrize(("text", "key"), [("", "text-empty"), ("长" * 2001, "text-too-long")])
async def test_recurring_words_are_words(desk: Desk, text: str, key: str) -> None:
    await set_up(desk)
    with pytest.raises(Refused, match=key):
        await desk.do(1, acts.Schedule(0, "text", "", text))


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("1", "Mon"),
        ("0", "Sun"),
        ("7", "Sun"),
        ("6", "Sat"),
        ("1-5", "Mon Tue Wed Thu Fri"),
        ("5-7", "Fri Sat Sun"),
        ("1,3", "Mon Wed"),
        ("mon", "Mon"),
        ("1/2", "Mon Wed Fri"),
        ("*", "Mon Tue Wed Thu Fri Sat Sun"),
    ],
)
def test_the_days_of_a_cron_line_are_those_of_cron(line: str, days: str) -> None:
    """Monday is 1 and Sunday 0 or 7, as everywhere else, whatever the library counts."""
    moment, found = START - timedelta(hours=9), list[str]()
    for _ in range(7):
        moment = next_time(f"0 9 * * {line}", "Asia/Shanghai", moment)
        found.append(moment.strftime("%a"))
    assert set(found) == set(days.split())


async def test_the_week_is_posted_on_monday(desk: Desk) -> None:
    await set_up(desk)
    await desk.do(1, acts.Schedule(0, "week"))
    assert await desk.clerk.next_due_at() == datetime(2026, 12, 7, 1, 0, tzinfo=UTC)


async def test_a_missed_week_is_made_up_for_once(desk: Desk) -> None:
    await set_up(desk)
    await desk.do(1, acts.Schedule(0, "text", "0 9 * * 6", "明天大扫除"))
    desk.now += timedelta(days=30)
    while await desk.clerk.close_next_due(desk.now):
        pass
    assert len(await desk.owed("announcement")) == 1
    assert await desk.clerk.next_due_at() == datetime(2027, 1, 9, 1, 0, tzinfo=UTC)


async def test_an_ended_schedule_posts_no_more_and_is_ended_once(desk: Desk) -> None:
    await set_up(desk)
    number = (await desk.do(1, acts.Schedule(0, "week"))).params["number"]
    with pytest.raises(Refused, match="not-moderator"):
        await desk.do(2, acts.EndSchedule(int(number)))
    await desk.do(1, acts.EndSchedule(int(number)))
    with pytest.raises(Refused, match="no-such-schedule"):
        await desk.do(1, acts.EndSchedule(int(number)))
    assert await desk.clerk.next_due_at() is None


@pytest.mark.parametrize(
    ("flow", "key"), [("wumin", "flow-needs-roll"), ("wumin-kuai", "question-needed"), ("nichts", "flow-unknown")]
)
async def test_what_could_never_open_by_itself_is_not_scheduled(desk: Desk, flow: str, key: str) -> None:
    await set_up(desk)
    with pytest.raises(Refused, match=key):
        await desk.do(1, acts.Schedule(0, "open", "", flow))


async def test_a_standing_session_opens_by_itself_and_waits_while_one_is_open(desk: Desk) -> None:
    await set_up(desk)
    write(desk, "yishi", talk_flow("{flow: absent}"))
    await desk.do(2, acts.RaiseIssue(0, "路灯不亮"))
    await desk.do(1, acts.Schedule(0, "open", "0 8 * * *", "yishi"))
    await desk.pass_time(timedelta(days=1))
    first = await desk.case()
    assert (first.session.state, first.session.opened_by) == (SessionState.OPEN, None)
    assert [i.text for i in first.issues.values()] == ["路灯不亮"]
    await desk.pass_time(timedelta(hours=12))
    assert (await desk.case()).session.id == first.session.id
    async with desk.store.reading() as tx:
        assert {due.kind for due in await duties.due_moments(tx, first.session.id)} == {"close"}


async def test_a_standing_session_that_can_no_longer_open_is_told_once_each_time_and_stops_nothing(desk: Desk) -> None:
    await set_up(desk)
    write(desk, "yishi", talk_flow("{flow: absent}"))
    await desk.do(1, acts.Schedule(0, "open", "0 8 * * *", "yishi"))
    ways = "{passed: end, failed: end, tied: end, inquorate: end}"
    vote = f"  - {{id: jue, kind: vote, rule: {{electorate: household}}, next: {ways}}}\n  - {{id: end"
    changed = talk_flow("{flow: absent}").replace("motion_ready: end", "motion_ready: jue")
    write(desk, "yishi", changed.replace("  - {id: end", vote))
    await desk.pass_time(timedelta(days=2, hours=1))
    told = [row for row in await desk.owed("refusal") if row.args["key"] == "flow-needs-roll"]
    assert [row.person_id for row in told] == [await desk.person(1)] * 2
    assert await desk.clerk.next_due_at() == START + timedelta(days=3)


# --- lent and returned --------------------------------------------------------------------------------------


async def lent(desk: Desk, back: bool = True) -> tuple[int, int, int]:
    """An issue on its way through another flow: (the session it came from, the other one, the issue)."""
    await set_up(desk)
    write(desk, "tiaochu", MEDIATION)
    write(desk, "yishi", talk_flow("{flow: tiaochu, return: yi}" if back else "{flow: tiaochu}"))
    session = await opened(desk, "yishi")
    await desk.do(2, acts.RaiseIssue(session, "楼上漏水"))
    case = await desk.case()
    (issue,), (collect,) = case.issues, case.open_rounds("collect")
    await desk.do(1, acts.Advance(session, collect.id))
    (screen,) = (await desk.case()).open_rounds("screen")
    await desk.do(1, acts.ScreenIssue(session, screen.id, issue, "instant", "两户之间的事"))
    other = await desk.case()
    assert other.session.id != session
    return session, other.session.id, issue


async def test_a_lent_issue_goes_through_the_other_flow_and_comes_back_to_its_stage(desk: Desk) -> None:
    session, other, issue = await lent(desk)
    there = await desk.case()
    assert (there.session.id, there.flow.id) == (other, "tiaochu")
    assert there.open_rounds("collect")[0].members == {issue: None}
    await desk.pass_time(timedelta(hours=4))
    (screen,) = (await desk.case()).open_rounds("screen")
    assert not (await desk.case()).issues[issue].screening
    await desk.do(1, acts.ScreenIssue(other, screen.id, issue, "accept"))
    assert (await desk.case()).session.state is SessionState.CLOSED
    home = await desk.case(session)
    assert (home.session.state, home.issues[issue].state) == (SessionState.OPEN, IssueState.RAISED)
    (talk,) = home.open_rounds("deliberate")
    assert talk.members == {issue: None}
    await desk.pass_time(timedelta(days=2))
    ended = await desk.case(session)
    assert (ended.session.state, ended.issues[issue].state) == (SessionState.CLOSED, IssueState.CLOSED)


async def test_what_the_other_flow_rejects_does_not_come_back(desk: Desk) -> None:
    session, other, issue = await lent(desk)
    await desk.pass_time(timedelta(hours=4))
    (screen,) = (await desk.case()).open_rounds("screen")
    await desk.do(1, acts.ScreenIssue(other, screen.id, issue, "reject", "不属于调处"))
    assert (await desk.case()).issues[issue].state is IssueState.REJECTED
    assert (await desk.case(session)).session.state is SessionState.CLOSED


async def test_what_others_raise_in_the_other_flow_stays_there(desk: Desk) -> None:
    session, other, issue = await lent(desk)
    await desk.do(3, acts.RaiseIssue(other, "楼道堆物"))
    await desk.pass_time(timedelta(hours=4))
    (screen,) = (await desk.case()).open_rounds("screen")
    await desk.do(1, acts.AcceptRest(other, screen.id))
    assert set((await desk.case(session)).issues) == {issue}


async def test_an_issue_comes_back_to_a_cancelled_session_as_a_free_one(desk: Desk) -> None:
    session, other, issue = await lent(desk)
    await desk.do(2, acts.Ask("help"))
    home = await desk.case(session)
    assert home.session.state is SessionState.CLOSED
    with pytest.raises(Refused, match="session-over"):
        await desk.do(1, acts.CancelSession(session, "不要了不要了"))
    await desk.do(1, acts.CancelSession(other, "当事人和好了"))
    async with desk.store.reading() as tx:
        found = await lookups.issue(tx, issue)
    assert found is not None
    assert (found.session_id, found.state) == (None, IssueState.RAISED)


async def test_a_matter_handed_to_a_flow_that_is_absent_ends_in_the_record(desk: Desk) -> None:
    await set_up(desk)
    write(desk, "yishi", talk_flow("{flow: absent}"))
    session = await opened(desk, "yishi")
    await desk.do(2, acts.RaiseIssue(session, "楼上漏水"))
    case = await desk.case()
    (issue,), (collect,) = case.issues, case.open_rounds("collect")
    await desk.do(1, acts.Advance(session, collect.id))
    (screen,) = (await desk.case()).open_rounds("screen")
    await desk.do(1, acts.ScreenIssue(session, screen.id, issue, "instant", "两户之间的事"))
    ended = await desk.case(session)
    assert (ended.session.state, ended.issues[issue].state) == (SessionState.CLOSED, IssueState.HANDED)


# --- small things --------------------------------------------------------------------------------------------


async def test_an_uneasy_word_reaches_the_moderators_of_that_session_without_a_name(desk: Desk) -> None:
    """Also from somebody who belongs to two communities and writes in private."""
    await set_up(desk)
    write(desk, "yishi", talk_flow("{flow: absent}"))
    session = await opened(desk, "yishi")
    await set_up(desk, OTHER, 9)
    await desk.do(2, acts.Ask("help"))
    await desk.do(2, acts.Ask("help"), where=OTHER)
    await desk.say(2, acts.Uneasy(session, "有人骂人"))
    (told,) = await desk.owed("uneasy")
    assert (told.person_id, told.args) == (await desk.person(1), {"session": session, "text": "有人骂人"})


async def test_only_who_moderates_opens_a_session(desk: Desk) -> None:
    await set_up(desk)
    with pytest.raises(Refused, match="not-moderator"):
        await desk.do(2, acts.OpenSession(0, "wumin-kuai", "选我当群主?"))
    with pytest.raises(Refused, match="not-administrator"):
        await desk.do(2, acts.OpenSession(0, "wumin-kuai", "选我当群主?"), "member", OTHER)
