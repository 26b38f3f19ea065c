"""回避: saying that one keeps out, asking somebody else to, and who takes over.

Who is in office is no secret, so they are named to each other; the group is told nothing, the minutes are.
"""

from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, esc, lines, plain, reason_in_words, rows, short, title_of
from bot.chat.cards.registry import Args, of_case, of_house
from bot.chat.message import Message, Row
from bot.deliberation.acts import Ask, Await, Recuse
from bot.deliberation.casefile import CaseFile
from bot.deliberation.contests.recusal import officers
from bot.deliberation.model import Entry
from bot.deliberation.rights import ESCALATED, judges
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_MOST = 6


@of_case("recuse")
def recuse(case: CaseFile, args: Args, words: Words) -> Message:
    """Out of the whole session, or of one issue; with a reason or without; or somebody else, for who may ask that."""
    session, issues = case.session.id, [i for r in case.open_rounds() for i in case.members(r)]
    text = lines(words("recuse-head", community=esc(case.community.name)), words("recuse-means"), words("recuse-still"))
    whole = button(words("button-recuse-session"), Recuse(session))
    found: list[Row] = [(whole, button(words("button-recuse-why"), Await("recuse", session, session)))]
    if len(issues) > 1:
        one = [button(words("button-recuse-issue", title=plain(i.title, 14)), Recuse(session, i.id)) for i in issues]
        found += rows(one[:_MOST])
    if args.person_id in (*judges(case), *case.holders(*ESCALATED)):
        found.append((button(words("button-recuse-other"), Ask("recuse-other", session)),))
    return Message(text, tuple(found))


@of_house("recuse-other")
async def recuse_other(reader: "Reader", args: Args, words: Words) -> Message:
    """Whom to ask to keep out: everybody in office here but oneself and who does so already."""
    case = await reader.case(int(args.given["session"]))
    named = await reader.people_by_id([p for p in officers(case) if p != args.person_id])
    buttons = [
        button(plain(person.name, 20), Await("recuse-other", case.session.id, person.id))
        for person in list(named.values())[: 2 * _MOST]
    ]
    return Message(words("recuse-other" if buttons else "recuse-nobody"), rows(buttons))


@of_case("recused-you")
def recused_you(case: CaseFile, args: Args, words: Words) -> Message:
    """To somebody who was asked to keep out: of what, and why."""
    entry = case.entries[args.id("entry")]
    return Message(
        lines(
            words("recused-you", title=_about(case, entry, words)),
            words("told-why", why=reason_in_words(entry.text, words)) if entry.text else "",
            words("recuse-still"),
        )
    )


@of_house("recusal-told")
async def recusal_told(reader: "Reader", args: Args, words: Words) -> Message:
    """To those who go on: who keeps out of what, and how much of it is open."""
    case = await reader.case_of_entry(args.id("entry"))
    entry = case.entries[args.id("entry")]
    who = await reader.person(entry.person_id or 0)
    text = lines(
        words(
            "recusal-told",
            who=short(who.name, 20) if who else words("handed-somebody"),
            title=_about(case, entry, words),
        ),
        words("recusal-work", count=int(args.given.get("work") or 0)) if args.given.get("work") else "",
    )
    live = [r for r in case.open_rounds() if r.members or not case.issues]
    see = (button(words("button-see"), Ask("moderate", case.session.id, live[-1].id)),) if live else ()
    return Message(text, (see,) if see else ())


def _about(case: CaseFile, entry: Entry, words: Words) -> str:
    kind, _, number = entry.about.partition(":")
    if kind == "issue" and int(number) in case.issues:
        return title_of(case.issues[int(number)], words)
    return esc(case.session.number)
