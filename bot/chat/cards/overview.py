"""What is going on: the board of a chat, the status, a flow explained, the week and the month, words of a moderator.

Lists show what everybody may know; what is not public is counted and not named.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.chat.cards.parts import (
    button,
    crumbs,
    esc,
    lines,
    listed,
    motion_title,
    plain,
    round_title,
    rows,
    short,
    stage_label,
    standing,
    until,
)
from bot.chat.cards.people import cases_of
from bot.chat.cards.registry import Args, of_house
from bot.chat.cards.results import outcome_words
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await, EndSchedule, OpenSession
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.certifying import is_preliminary
from bot.deliberation.model import Round, RoundState
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_MOST = 6


async def _in_chat(reader: "Reader", chat_id: int) -> list[CaseFile]:
    return [await reader.case(session.id) for session in await reader.sessions_in_chat(chat_id)]


def _lines_of(case: CaseFile, words: Words) -> list[str]:
    """One line for each open round: what, in which stage, until when; of a result that is preliminary, that it is."""
    found = [
        words(
            "board-line-preliminary" if _is_preliminary(case, r) else "board-line",
            stage=stage_label(case, r.stage_id, words),
            title=round_title(case, r, words),
            when=until(case, r.due_at, words) if r.due_at else "",
            dated="yes" if r.due_at else "no",
        )
        for r in case.open_rounds()
    ]
    return found or [words("board-waiting", name=esc(words.pick(case.flow.name)))]


def _is_preliminary(case: CaseFile, round_: Round) -> bool:
    decision = case.decisions.get(round_.decision_id or 0)
    in_notice = round_.kind == "notice" and decision is not None and is_preliminary(case, decision)
    return round_.state is RoundState.PRELIMINARY or in_notice


@of_house("board")
async def board(reader: "Reader", args: Args, words: Words) -> Message:
    """The pinned card of a chat: what is open here."""
    cases = await _in_chat(reader, args.id("chat"))
    chat = await reader.chat(args.id("chat"))
    home = await reader.community(chat.community_id) if chat is not None and chat.community_id else None
    community = esc(home.name) if home is not None else words("product")
    if not cases:
        return Message(lines(words("board-head", community=community), words("board-nothing"), words("board-how")))
    entries = [line for case in cases for line in _lines_of(case, words)]
    text = lines(
        words("board-head", community=community),
        listed(entries, words),
        words("board-how"),
        *dict.fromkeys(standing(case, words) for case in cases),
    )
    return Message(text, ((button(words("button-my"), Ask("my")), button(words("button-help"), Ask("help"))),))


@of_house("status")
async def status(reader: "Reader", args: Args, words: Words) -> Message:
    """到哪一步: each open session with its breadcrumb; in private those of the person's communities."""
    if args.given.get("chat"):
        cases = await _in_chat(reader, int(args.given["chat"]))
    elif args.given.get("session"):
        cases = [await reader.case(int(args.given["session"]))]
    else:
        cases = await cases_of(reader, args.person_id or 0)
    if not cases:
        return Message(lines(words("status-none"), words("board-how")))
    found: list[str] = []
    buttons: list[Button] = []
    for case in cases[:_MOST]:
        live = case.open_rounds()
        crumb = crumbs(case, case.stage(live[-1]), words) if live else ""
        name = words("status-session", community=esc(case.community.name), name=esc(words.pick(case.flow.name)))
        found += [f"{name} {crumb}".rstrip(), *_lines_of(case, words)[:4], *_lately(case, words)]
        title = plain(case.community.name, 12)
        buttons.append(button(words("button-record-of", title=title), Ask("record", case.session.id)))
    rest = len(cases) - _MOST
    text = lines(*found, words("list-rest", count=rest) if rest > 0 else "")
    return Message(text, rows(buttons))


def _lately(case: CaseFile, words: Words) -> list[str]:
    decisions = sorted(case.decisions.values(), key=lambda decision: decision.id)[-2:]
    return [
        words("status-decision", title=short(case.motions[d.motion_id].title), outcome=outcome_words(case, d, words))
        for d in decisions
    ]


# --- posts of the house -------------------------------------------------------------------------------------


@of_house("announcement")
async def announcement(_reader: "Reader", args: Args, words: Words) -> Message:
    return Message(lines(words("announcement-head"), esc(args.text("text"))[:3500]))


@of_house("week")
async def week(reader: "Reader", args: Args, words: Words) -> Message:
    return await _period(reader, args, words, "week")


@of_house("month")
async def month(reader: "Reader", args: Args, words: Words) -> Message:
    return await _period(reader, args, words, "month")


async def _period(reader: "Reader", args: Args, words: Words, span: str) -> Message:
    """What is open and, between the ISO moments `start` and `end` of the args, what has come to an end."""
    community = await reader.community(args.id("community"))
    if community is None:
        return Message(words("card-gone"))
    cases = [await reader.case(session.id) for session in await reader.sessions_concerning(community.id)]
    closed: list[CaseFile] = []
    ended: list[str] = []
    if args.given.get("start") and args.given.get("end"):
        start, end = (datetime.fromisoformat(args.text(name)) for name in ("start", "end"))
        sessions = await reader.sessions_closed_between(community.id, start, end)
        closed = [await reader.case(session.id) for session in sessions]
        ended = [
            words(
                "status-decision",
                title=motion_title(case, case.motions[d.motion_id], words),
                outcome=outcome_words(case, d, words),
            )
            for case in (*cases, *closed)
            for d in case.decisions.values()
            if start <= (d.announce_at or d.closed_at) < end
        ]
    text = lines(
        words("period-head", community=esc(community.name), span=span),
        words("period-open", count=len(cases)),
        listed([line for case in cases for line in _lines_of(case, words)], words, 8),
        words("period-closed", count=len(closed)) if closed else "",
        listed(ended, words, 6),
        words("board-how"),
    )
    return Message(text)


@of_house("schedules")
async def schedules(reader: "Reader", args: Args, words: Words) -> Message:
    """A chat's recurring posts, each with a button that ends it."""
    found = [s for s in await reader.schedules_in(args.id("chat")) if s.state == "on"]
    entries = [
        words("schedule-line", number=n, kind=words(f"schedule-{s.kind}"), cron=esc(s.cron), text=short(s.text, 40))
        for n, s in enumerate(found, 1)
    ]
    buttons = [
        button(words("button-end-schedule", number=n), EndSchedule(s.id)) for n, s in enumerate(found[:_MOST], 1)
    ]
    text = lines(words("schedules-head", count=len(found)), listed(entries, words), words("schedules-how"))
    return Message(text, rows(buttons, 3))


@of_house("open-list")
async def open_list(_reader: "Reader", args: Args, words: Words) -> Message:
    """The flows that can be opened here, as `flows` of the args ({id, name, question}) lists them."""
    chat, buttons = args.id("chat"), []
    for found in list(args.given.get("flows") or ())[:12]:
        name = plain(words.pick(found["name"]), 24)
        if found.get("question"):
            buttons.append(button(name, Await("question", 0, chat, found["id"])))
        else:
            buttons.append(button(name, OpenSession(chat, found["id"])))
    return Message(words("open-list") if buttons else words("open-list-typed"), rows(buttons, 1))
