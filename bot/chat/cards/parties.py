"""Electors named one by one: a moderator names the parties of a dispute, and each of them, as each seat of a panel, is
handed the ballot privately. Who may vote is left to `deliberation.named`.
"""

from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, esc, lines, listed, motion_title, rows, short, stage_label, until
from bot.chat.cards.registry import Args, of_case, of_house
from bot.chat.cards.rounds.vote import to_vote
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await, NameParty
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Vote
from bot.deliberation.model import RoundState
from bot.deliberation.named import parties
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_PAGE = 8
_TEXT = 400


@of_house("parties")
async def naming(reader: "Reader", args: Args, words: Words) -> Message:
    """To a moderator: who is named so far, whoever raised it, and people by their doors, a page at a time."""
    case = await reader.case_of_issue(args.id("issue"))
    issue = case.issues[args.id("issue")]
    named = parties(case, [issue.id])
    neighbours = await reader.neighbours(case.session.scope_id)
    author = [issue.author_id] if issue.author_id is not None and issue.mode == "face" else []
    known = await reader.people_by_id([*named, *author])
    doors = {person: f"{door} {name}" for door, person, name in neighbours}
    for id_, person in known.items():
        doors.setdefault(id_, person.name)
    free = [p for p in dict.fromkeys([*author, *(person for _, person, _ in neighbours)]) if p not in named]
    page = args.page(-(-len(free) // _PAGE))
    here = free[page * _PAGE : (page + 1) * _PAGE]
    session = case.session.id
    off = [button(f"✖ {doors.get(p, '')[:20]}", NameParty(session, issue.id, p, False)) for p in named]
    on = [button(f"＋ {doors.get(p, '')[:20]}", NameParty(session, issue.id, p, True)) for p in here]
    last: list[Button] = [button(words("button-party-typed"), Await("party", session, issue.id))]
    if free[(page + 1) * _PAGE :]:
        last.append(button(words("button-next-page"), Ask("parties", session, issue.id, str(page + 1))))
    text = lines(
        words("parties-head", title=short(issue.title)),
        listed([words("parties-line", number=n, who=esc(doors.get(p, ""))) for n, p in enumerate(named, 1)], words)
        or words("parties-none"),
        words("parties-voice"),
        words("parties-closed"),
    )
    return Message(text, (*rows(off), *rows(on), tuple(last)))


@of_case("party-named")
def party_named(case: CaseFile, args: Args, words: Words) -> Message:
    """To a party: that the matter is between them now, and what will be asked of them."""
    issue = case.issues[args.id("issue")]
    return Message(
        lines(
            words("party-named-head", title=short(issue.title)),
            words("party-named-what"),
            words("party-named-closed"),
        )
    )


@of_case("ballot-for-you")
def ballot_for_you(case: CaseFile, args: Args, words: Words) -> Message:
    """To a party or a seat of a panel: the text, and the buttons that decide it; in a group nobody sees either."""
    round_ = case.round(args.id("round"))
    stage = case.stage_as(round_, Vote)
    if round_.state is not RoundState.OPEN:
        return Message(words("remind-over", title=stage_label(case, stage.id, words)))
    mine = [motion for motion in case.motions_in(round_) if args.person_id in round_.seats(motion)]
    if not mine:
        return Message(words("card-gone"))
    several = len(mine) > 1
    text = lines(
        words("yours-head", kind=stage.rule.electorate, when=until(case, round_.due_at, words)),
        *(
            lines(
                f"<b>{number} {_title(case, motion.id, words)}</b>",
                f"<blockquote>{short(motion.text, _TEXT)}</blockquote>",
            )
            for number, motion in enumerate(mine, 1)
        ),
        words("vote-one-each", kind=stage.rule.electorate, cared="no"),
        words("yours-all") if stage.rule.electorate == "party" else "",
    )
    found = [
        row
        for number, motion in enumerate(mine, 1)
        for row in to_vote(case, round_, motion, stage, f"{number} " if several else "", words)
    ]
    full = button(words("button-full-text"), Ask("full-text", case.session.id, mine[0].id))
    return Message(text, (*found, (full,)))


def _title(case: CaseFile, motion_id: int, words: Words) -> str:
    """What the matter is called: those it is between may read it, whoever else may not."""
    motion = case.motions[motion_id]
    return short(motion.title or motion.text, 20) or motion_title(case, motion, words)
