"""What moderators get: the morning card over all their groups, one round to act on, and what has climbed to them.

Whether they may do what a button offers is asked again when it is pressed (`deliberation.rights`).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.chat.cards.ledger import books_kept, to_confirm
from bot.chat.cards.paper import is_for_paper
from bot.chat.cards.parts import (
    button,
    clip,
    crumbs,
    esc,
    lines,
    plain,
    round_title,
    rows,
    short,
    until,
)
from bot.chat.cards.registry import Args, of_case, of_house
from bot.chat.cards.rounds import ROUNDS
from bot.chat.cards.rounds.deliberate import without_draft
from bot.chat.message import Button, Message, Row
from bot.deliberation.acts import AcceptRest, Act, Advance, Ask, AskCover, Await, Extend
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Review, Vote
from bot.deliberation.model import Issue, IssueState, Round, RoundState
from bot.deliberation.publishing import lacks_remark, undone
from bot.deliberation.rights import moderators
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_FIXED_TIME = ("vote", "notice", "evaluate")
"""Rounds nobody ends early or moves by hand."""
_MOST = 8
_BOOKS = 2


@of_case("round")
def round_card(case: CaseFile, args: Args, words: Words) -> Message:
    """The live card of a round, as its stage kind has it."""
    round_ = case.round(args.id("round"))
    return ROUNDS[round_.kind].card(case, round_, words)


@of_case("moderate", "round-due", "review-to-draft")
def moderate(case: CaseFile, args: Args, words: Words) -> Message:
    """One round for its moderator: how it stands, what can be done, the next stage, more time."""
    round_ = case.round(args.id("round"))
    found, buttons = ROUNDS[round_.kind].moderate(case, round_, words)
    session = case.session.id
    common: list[Button] = []
    if round_.state is RoundState.OPEN and round_.kind not in _FIXED_TIME:
        common.append(button(words("button-advance"), Advance(session, round_.id)))
        if round_.due_at is not None:
            common.append(button(words("button-extend"), Extend(session, round_.id, "24h")))
    if is_for_paper(round_):
        common.append(button(words("button-paper"), Ask("stairwell", session, round_.id)))
    if round_.kind == "vote":
        common.append(button(words("button-papers"), Ask("papers", session, round_.id)))
    common.append(button(words("button-recuse"), Ask("recuse", session)))
    common.append(button(words("button-cancel-session"), Await("reason-cancel", session)))
    if any(isinstance(stage, Vote) and stage.rule.electorate == "party" for stage in case.flow.stages):
        found_ = case.members(round_)[:_MOST]
        buttons = [
            *buttons,
            *(button(words("button-parties", title=plain(i.title, 12)), _parties(case, i)) for i in found_),
        ]
    title = words("moderate-head", community=esc(case.community.name), title=round_title(case, round_, words))
    crumb = crumbs(case, case.stage(round_), words)
    return Message(lines(f"{title} {crumb}".rstrip(), *found), (*rows(buttons), *rows(common, 3)))


def _parties(case: CaseFile, issue: Issue) -> Ask:
    return Ask("parties", case.session.id, issue.id)


@of_case("escalated")
def escalated(case: CaseFile, args: Args, words: Words) -> Message:
    """What was not done in time has climbed to the next level."""
    task = case.tasks.get(int(args.given.get("task") or 0))
    round_ = case.round(task.round_id if task else int(args.given.get("round") or 0))
    text = lines(
        words("escalated-head", community=esc(case.community.name), title=round_title(case, round_, words)),
        words(f"escalated-{args.text('kind')}", title=short(task.title, 40) if task else ""),
        words("escalated-until", when=until(case, round_.due_at, words))
        if round_.due_at and args.text("kind") != "certify"
        else "",
    )
    view = {"screen": "screen-list", "count": "recount", "certify": "certify"}.get(args.text("kind"), "moderate")
    return Message(text, ((button(words("button-see"), Ask(view, case.session.id, round_.id)),),))


def work_of(case: CaseFile, words: Words) -> list[tuple[str, Act, Round | None]]:
    """What waits for a moderator in one session: a few words, what opens it, and the round where one is due."""
    session, found = case.session.id, list[tuple[str, Act, Round | None]]()
    held = [i for i in case.issues.values() if i.state is IssueState.HELD and i.screening != "own"]
    if held:
        found.append((words("work-check", count=len(held)), Ask("issue-check", session, held[0].id), None))
    for r in case.open_rounds():
        waiting = _waiting(case, r, words)
        if waiting:
            view = "screen-list" if r.kind == "screen" else "moderate"
            found.append((waiting, Ask(view, session, r.id), r))
    return found


def _waiting(case: CaseFile, r: Round, words: Words) -> str:
    match r.kind:
        case "screen":
            count = sum(1 for issue in case.members(r) if not issue.screening)
            return words("work-screen", count=count) if count else ""
        case "deliberate":
            concerns = sum(1 for e in case.entries_in(r, "concern", "question") if e.state == "open")
            drafts = len(without_draft(case, r))
            if concerns:
                return words("work-concerns", count=concerns)
            return words("work-drafts", count=drafts) if drafts else ""
        case "notice":
            count = sum(1 for e in case.entries_in(r, "objection") if e.state == "open")
            if count:
                return words("work-objections", count=count)
            if undone(r):
                return words("work-posting", count=len(undone(r)))
            return words("work-oversight") if lacks_remark(case, r) else ""
        case "review" if case.stage_as(r, Review).drafts:
            drafts = len(without_draft(case, r))
            return words("work-drafts", count=drafts) if drafts else ""
        case "implement":
            tasks = case.tasks_in(r)
            todo = sum(1 for t in tasks if t.state == "todo")
            done = sum(1 for t in tasks if t.state == "done")
            late = sum(1 for t in tasks if t.level and t.state in ("todo", "doing", "returned"))
            if not tasks or todo:
                return words("work-assign", count=max(todo, 1))
            if done:
                return words("work-accept", count=done)
            return words("work-late", count=late) if late else ""
        case "vote":
            if r.state is RoundState.FROZEN:
                return words("work-frozen")
            waiting = sum(1 for e in case.entries_in(r, "objection") if e.state == "open")
            if waiting:
                return words("work-objections", count=waiting)
            return words("work-certify") if r.state is RoundState.PRELIMINARY else ""
        case _:
            return ""


@of_house("manage")
async def manage(reader: "Reader", args: Args, words: Words) -> Message:
    """One morning card over all groups of a moderator; what needs nothing is only counted."""
    person = args.person_id or 0
    held = await reader.roles(person)
    communities = await reader.communities_below([h.path for h in held])
    if not communities:
        return Message(words("manage-nobody"))
    cases = [
        await reader.case(session.id)
        for community in communities
        for session in await reader.open_sessions(community.id)
    ]
    mine = [case for case in cases if person in moderators(case)]
    work = [(case, *item) for case in mine for item in work_of(case, words)]
    busy = {case.community.id for case, *_ in work}
    entries = [
        words(
            "manage-line",
            number=number,
            community=esc(case.community.name),
            what=what,
            when=until(case, round_.due_at, words) if round_ and round_.due_at else "",
            dated="yes" if round_ and round_.due_at else "no",
        )
        for number, (case, what, _, round_) in enumerate(work[:_MOST], 1)
    ]
    claims = [c for community in communities for c in await _claims(reader, community.scope_id)]
    books = await books_kept(reader, person)
    owed = {scope: count for scope, _ in books if (count := await to_confirm(reader, person, scope))}
    idle = sum(community.id not in busy and community.scope_id not in owed for community in communities)
    text = lines(
        words("manage-head", count=len(work) + len(owed), idle=idle),
        *await _covering(reader, args, work, words),
        *entries,
        words("list-rest", count=len(work) - _MOST) if len(work) > _MOST else "",
        words("manage-claims", count=len(claims)) if claims else "",
        *(words("manage-ledger", name=name, count=owed[scope]) for scope, name in books if scope in owed),
        words("manage-calm") if not (work or owed or claims) else "",
    )
    buttons = [button(words("button-do", number=n), act) for n, (_, _, act, _) in enumerate(work[:_MOST], 1)]
    screens = [(case, r) for case, _, _, r in work if r is not None and r.kind == "screen"]
    bulk = [
        button(words("button-accept-all", community=plain(case.community.name, 10)), AcceptRest(case.session.id, r.id))
        for case, r in screens[:4]
    ]
    asked = [
        button(words("button-claim", number=n), Ask("claim-asked", subject=claim))
        for n, claim in enumerate(claims[:4], 1)
    ]
    running = [
        button(words("button-round", title=plain(case.community.name, 10)), Ask("moderate", case.session.id, r.id))
        for case in mine
        for r in case.open_rounds()
        if not any(item[3] is not None and item[3].id == r.id for item in work)
    ]
    accounts = [button(words("button-ledger-of", name=name), Ask("ledger", 0, scope)) for scope, name in books[:_BOOKS]]
    waiting = [
        button(words("button-ledger-waiting", count=count), Ask("ledger-waiting", 0, scope))
        for scope, count in owed.items()
    ]
    last = (*rows(waiting[:_BOOKS]), *rows(accounts), *_cover_buttons(args, words))
    return Message(clip(text), (*rows(buttons, 4), *rows(bulk), *rows(asked, 4), *rows(running[:6]), *last))


async def _covering(
    reader: "Reader", args: Args, work: Sequence[tuple[CaseFile, str, Act, Round | None]], words: Words
) -> list[str]:
    """今天请人代: who is away and how many of these tasks are theirs; or who looks after one's own."""
    away = await reader.people_by_id(list(args.given.get("covering") or ()))
    found = [
        words(
            "manage-covering",
            who=short(person.name, 20),
            count=sum(person.id in moderators(case) for case, *_ in work),
        )
        for person in away.values()
    ]
    cover = await reader.person(int(args.given.get("covered") or 0))
    return [*found, words("manage-covered", who=short(cover.name, 20))] if cover else found


def _cover_buttons(args: Args, words: Words) -> tuple[Row, ...]:
    if args.given.get("covered"):
        return ((button(words("button-cover-end"), AskCover(0)),),)
    return ((button(words("button-cover"), Ask("covers")),),) if args.given.get("others") else ()


async def _claims(reader: "Reader", scope_id: int) -> list[int]:
    scope = await reader.scope(scope_id)
    return [claim.id for claim in await reader.open_claims(scope.path)] if scope else []
