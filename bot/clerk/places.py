"""Chats: setting one up, opening a session in it, announcements and recurring posts.

Where a chat belongs in the tree is left to `belonging`, opening in several of them at once to `joint`.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from apscheduler.triggers.cron import CronTrigger

from bot.clerk import arrival, cases
from bot.clerk.office import Office
from bot.clerk.standpoint import Standpoint
from bot.deliberation import acts
from bot.deliberation.desk import Answer, Due, JournalEntry, Owed, Urgency
from bot.deliberation.flow.check import LOCALES
from bot.deliberation.house import Chat, Schedule
from bot.deliberation.minutes.journal import community_chain
from bot.deliberation.model import Community
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import FOUNDER, MODERATING
from bot.deliberation.sessions import check_level, check_opening
from bot.storage import cards_shown, chats, duties, journal, owing, people, scopes
from bot.storage.store import Tx

ADMINISTRATORS = ("creator", "administrator")
CRONS: Mapping[str, str] = {"week": "0 9 * * 1", "month": "0 9 1 * *", "open": "0 8 * * 1", "text": "0 9 * * 1"}
"""When a recurring post is made where nothing else is said: Mondays, and the first of the month, at nine."""
_LEAST_APART = timedelta(hours=20)
"""Between two recurring posts: a day, with room for clocks that change and hours that differ by weekday."""
_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_AHEAD = timedelta(days=366)
_TEXT_CHARS = 2000


async def set_up(at: Standpoint, act: acts.SetUp) -> Answer:
    """Bind the chat to a community; done again, it changes the settings that are named."""
    chat = await need_chat(at, act.chat_id)
    await need_administrator(at, chat)
    if act.timezone:
        _zone(act.timezone)
    if act.operator_code and not at.office.is_operator_code(act.operator_code):
        raise Refused("operator-code")
    community = await scopes.community(at.tx, chat.community_id) if chat.community_id is not None else None
    if community is None:
        community = await _new_community(at, chat, act.name)
    elif not community.self_run and not act.operator_code:
        # being an administrator of one of its chats is no office in an operator's community
        await at.need_moderator(community.id)
    community.name = act.name.strip() or community.name
    community.timezone = act.timezone or community.timezone
    community.locale = act.locale or community.locale
    community.self_run = community.self_run and not act.operator_code
    await scopes.save_community(at.tx, community)
    if chat.community_id is None:
        await chats.bind_chat(at.tx, chat.id, community)
    at.community = community
    if community.self_run or act.operator_code:
        role = FOUNDER[community.self_run]
        by, now = at.person.id, at.submission.at
        await people.grant(at.tx, by, community.scope_id, role, by, now, at.office.next_id)
    await at.record("set-up", {"community": community.id, "self_run": community.self_run})
    return Answer("set-up-done", {"name": community.name})


async def _set_up(at: Standpoint, act: acts.SetUp) -> Answer:
    """Asked for in the group, the settings are shown there anew; otherwise the card that shows them is changed."""
    answer = await set_up(at, act)
    chat = await need_chat(at, act.chat_id)
    asked, key = not (at.submission.press or at.submission.where.private), arrival.setup_key(chat.id)
    if asked and act.operator_code:
        # a code that opens every group of the operator is not for this group to read
        await at.owe(Owed("delete", "setup", {"message": at.submission.where.message_id}, chat_id=chat.id))
    if asked:
        await cards_shown.card_state(at.tx, key, "retired")
    if asked or await cards_shown.is_live(at.tx, key):
        await at.owe(arrival.setup_card(chat.id))
    return Answer() if asked else answer


async def _adjust(at: Standpoint, act: acts.Adjust) -> Answer:
    locale, zone = (act.value, "") if act.what == "locale" else ("", act.value)
    if locale and locale not in LOCALES:
        raise Refused("button-stale")
    answer = await _set_up(at, acts.SetUp(act.chat_id, timezone=zone, locale=locale))
    return Answer("set-up-changed") if at.submission.press else answer


async def _open(at: Standpoint, act: acts.OpenSession) -> Answer:
    """Prepare a session. In a new group an administrator sets it up by doing so: the one-minute start."""
    chat = await need_chat(at, act.chat_id)
    if chat.community_id is None:
        await set_up(at, acts.SetUp(chat.id))
        chat = await need_chat(at, chat.id, fresh=True)
    return await cases.open_session(at.tx, at.office, act, at.submission, at.person, chat)


async def _new_community(at: Standpoint, chat: Chat, name: str) -> Community:
    title = name.strip() or chat.title or str(chat.id)
    defaults = at.office.defaults
    made = Community(
        at.office.next_id(),
        0,
        title[:64],
        timezone=defaults.timezone,
        locale=defaults.locale,
        quiet_from=defaults.quiet_from,
        quiet_until=defaults.quiet_until,
    )
    scope = await scopes.ensure_scope(at.tx, None, "community", f"{made.name} {made.id}", at.office.next_id)
    made.scope_id = scope.id
    await scopes.new_community(at.tx, made)
    return made


async def need_chat(at: Standpoint, chat_id: int, fresh: bool = False) -> Chat:
    """The chat of that id, or (0) the one something was done in; raises `Refused` where there is none."""
    here = not chat_id or (at.chat is not None and at.chat.id == chat_id)
    chat = at.chat if here and not fresh else await chats.chat(at.tx, chat_id)
    if chat is None:
        raise Refused("command-in-group")
    return chat


async def need_administrator(at: Standpoint, chat: Chat) -> None:
    """Raise `Refused` for somebody who does not administer the chat."""
    pair = (chat.id, at.person.id)
    known = (await people.memberships(at.tx, [pair])).get(pair)
    if known is None or known.status not in ADMINISTRATORS:
        raise Refused("not-administrator")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused("timezone-unknown", timezone=name[:40]) from None


# --- announcements and recurring posts ------------------------------------------------------------------


async def _announce(at: Standpoint, act: acts.Announce) -> Answer:
    """Post words of a moderator, now or at a local time."""
    chat = await need_chat(at, act.chat_id)
    community, _ = await at.need_moderator(chat.community_id or 0)
    _need_words(act.text)
    now = at.submission.at
    when = _local(act.at, community) if act.at else now
    if act.at and not now < when <= now + _MOST_AHEAD:
        raise Refused("time-not-ahead", time=act.at)
    await at.record("announcement", {"chat": chat.id, "at": when.isoformat()}, text=act.text)
    owed = Owed("post", "announcement", {"text": act.text}, chat_id=chat.id, urgency=Urgency.BUDGETED)
    if act.at:
        owed_at = {"chat": chat.id, "text": act.text, "by": at.person.id}
        await duties.set_due(at.tx, [Due(f"announce:{at.office.next_id()}", when, "announce", args=owed_at)])
        return Answer("announcement-planned", {"time": act.at})
    await at.owe(owed)
    return Answer("announcement-posted")


def _need_words(text: str) -> None:
    if not text.strip():
        raise Refused("text-empty")
    if len(text) > _TEXT_CHARS:
        raise Refused("text-too-long", limit=_TEXT_CHARS, length=len(text))


def _local(text: str, community: Community) -> datetime:
    """A moment as the community's clocks show it; one written with its offset is taken at its word."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(community.timezone))).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused("date-unreadable", text=text[:40]) from None


async def _schedule(at: Standpoint, act: acts.Schedule) -> Answer:
    """A recurring post; its next time is computed from our clock by the cron trigger."""
    chat = await need_chat(at, act.chat_id)
    community, _ = await at.need_moderator(chat.community_id or 0)
    cron = act.cron or CRONS[act.kind]
    if act.kind == "open":
        flow, scope = at.office.flow(act.text.strip()), await scopes.scope(at.tx, chat.scope_id or 0)
        check_opening(flow, community, "")
        check_level(flow, scope.kind if scope else "")
    elif act.kind == "text":
        _need_words(act.text)
    next_at = next_time(cron, community.timezone, at.submission.at)
    if next_time(cron, community.timezone, next_at) - next_at < _LEAST_APART:
        raise Refused("cron-too-often")
    schedule = Schedule(
        at.office.next_id(), community.id, chat.id, act.kind, cron, act.text.strip(), at.person.id, next_at
    )
    await duties.add_schedule(at.tx, schedule)
    await duties.set_due(at.tx, [_due_of(schedule, next_at)])
    await at.record("schedule", {"schedule": schedule.id, "kind": act.kind, "cron": cron}, text=act.text)
    return Answer("schedule-made", {"number": schedule.id})


async def _end_schedule(at: Standpoint, act: acts.EndSchedule) -> Answer:
    schedule = await duties.schedule(at.tx, act.schedule_id)
    if schedule is None or schedule.state != "on":
        raise Refused("no-such-schedule")
    await at.need_moderator(schedule.community_id)
    await duties.end_schedule(at.tx, schedule.id)
    await duties.drop_due(at.tx, [f"schedule:{schedule.id}"])
    await at.record("schedule-ended", {"schedule": schedule.id})
    return Answer("schedule-ended")


def next_time(cron: str, timezone: str, after: datetime) -> datetime:
    """The next moment of a five-field cron line in a time zone, after `after`; raises `Refused` for a bad line."""
    *others, weekday = cron.split() or [""]
    try:
        trigger = CronTrigger.from_crontab(" ".join([*others, _by_name(weekday)]), ZoneInfo(timezone))
    except (ValueError, IndexError):
        raise Refused("cron-unreadable", text=cron[:40]) from None
    found: datetime | None = trigger.get_next_fire_time(None, after + timedelta(microseconds=1))
    if found is None:
        raise Refused("cron-unreadable", text=cron[:40])
    return found.astimezone(UTC)


def _by_name(weekdays: str) -> str:
    """The weekdays of a cron line by name: cron counts from Sunday (0 and 7), the trigger from Monday."""
    named = []
    for part in weekdays.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        if first.isdigit():
            end = int(last) if last else 6 if step else int(first)
            named += [_WEEKDAYS[day] for day in range(int(first), end + 1, int(step or 1))]
        else:
            named.append(part)
    return ",".join(named)


def period(schedule: Schedule, timezone: str, planned: datetime, now: datetime) -> tuple[datetime, datetime]:
    """What a post planned for that moment tells of: the week or month before it, by the clocks of the place.

    Where later ones have been missed as well, up to the last of them: nothing is left out and nothing told twice.
    """
    end = planned
    while (following := next_time(schedule.cron, timezone, end)) <= now:
        end = following
    local = planned.astimezone(ZoneInfo(timezone))
    if schedule.kind == "week":
        return (local - timedelta(days=7)).astimezone(UTC), end
    last_month = local.replace(day=1) - timedelta(days=1)
    start = local.replace(year=last_month.year, month=last_month.month, day=min(local.day, last_month.day))
    return start.astimezone(UTC), end


def _due_of(schedule: Schedule, at: datetime) -> Due:
    return Due(f"schedule:{schedule.id}", at, "schedule", args={"schedule": schedule.id})


async def lapse(tx: Tx, office: Office, due: Due, now: datetime) -> None:
    """An announcement whose time has come, or a recurring post, which then waits for its next time."""
    if due.kind == "announce":
        community = await _community_of(tx, due.args["chat"])
        if not await _still_moderates(tx, due.args.get("by"), community):
            await _lapsed(tx, office, community, "announcement-lapsed", {"chat": due.args["chat"]}, now)
            return
        owed = Owed(
            "post", "announcement", {"text": due.args["text"]}, chat_id=due.args["chat"], urgency=Urgency.BUDGETED
        )
        await owing.owe(tx, [owed], now, office.next_id)
        return
    schedule = await duties.schedule(tx, due.args["schedule"])
    if schedule is None or schedule.state != "on":
        return
    community = await scopes.community(tx, schedule.community_id)
    assert community is not None
    if not await _still_moderates(tx, schedule.made_by, community):
        await duties.end_schedule(tx, schedule.id)
        about = {"chat": schedule.chat_id, "schedule": schedule.id}
        await _lapsed(tx, office, community, "schedule-lapsed", about, now)
        return
    # A post missed while nothing ran is made up for once, not once for every time it was missed.
    next_at = next_time(schedule.cron, community.timezone, max(now, due.at))
    await duties.move_schedule(tx, schedule.id, next_at)
    await duties.set_due(tx, [_due_of(schedule, next_at)])
    if schedule.kind == "open":
        try:
            await cases.open_by_schedule(tx, office, schedule, now)
        except Refused as refused:
            # what could be opened when it was scheduled cannot be any more; whoever made it is told, once each time
            why = {"key": refused.refusal.key, "params": dict(refused.refusal.params)}
            note = Owed("post", "refusal", why, person_id=schedule.made_by, urgency=Urgency.PRIVATE)
            await owing.owe(tx, [note] if schedule.made_by is not None else [], now, office.next_id)
        return
    card = "announcement" if schedule.kind == "text" else schedule.kind
    args: dict[str, Any] = {"text": schedule.text}
    if schedule.kind != "text":
        start, end = period(schedule, community.timezone, schedule.next_at or due.at, now)
        args = {"community": community.id, "start": start.isoformat(), "end": end.isoformat()}
    owed = Owed("post", card, args, chat_id=schedule.chat_id, urgency=Urgency.BUDGETED)
    await owing.owe(tx, [owed], now, office.next_id)


async def _community_of(tx: Tx, chat_id: int) -> Community | None:
    chat = await chats.chat(tx, chat_id)
    return await scopes.community(tx, chat.community_id) if chat and chat.community_id else None


async def _still_moderates(tx: Tx, person_id: int | None, community: Community | None) -> bool:
    """A right is asked when the act happens: whether whoever planned it may still do it."""
    scope = await scopes.scope(tx, community.scope_id) if community is not None else None
    if person_id is None or scope is None:
        return False
    held = (await people.roles_of(tx, [person_id]))[person_id]
    return not people.roles_at(held, scope.path).isdisjoint(MODERATING)


async def _lapsed(
    tx: Tx, office: Office, community: Community | None, kind: str, about: dict[str, Any], now: datetime
) -> None:
    """What somebody planned is not done, for they may not any more; those who may are told."""
    if community is None:
        return
    entry = JournalEntry(kind, now, about, {})
    await journal.append(tx, [(community_chain(community.id), entry)], office.salt)
    scope = await scopes.scope(tx, community.scope_id)
    notes = [
        Owed("post", "lapsed", {"community": community.id, **about}, person_id=one, urgency=Urgency.PRIVATE)
        for one in await people.holders(tx, scope.path if scope else "", MODERATING)
    ]
    await owing.owe(tx, notes, now, office.next_id)


TAKES: Mapping[type[acts.Act], Callable[[Standpoint, Any], Awaitable[Answer]]] = {
    acts.SetUp: _set_up,
    acts.Adjust: _adjust,
    acts.OpenSession: _open,
    acts.Announce: _announce,
    acts.Schedule: _schedule,
    acts.EndSchedule: _end_schedule,
}
