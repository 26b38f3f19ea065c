"""送达, where silence counts: the ballot as a private message, and the grid of doors for whoever carries it there.

The grid says of a door whether it was delivered, and never whether anybody there has voted.
"""

from typing import TYPE_CHECKING

from bot.chat.cards.parts import lines, round_title, until
from bot.chat.cards.registry import Args, of_case, of_house
from bot.chat.cards.rounds import ROUNDS
from bot.chat.cards.secrecy import silence
from bot.chat.cards.tellers import doors_of, grid
from bot.chat.message import Message
from bot.deliberation.acts import Ask, Deliver
from bot.deliberation.ballots.delivering import DOOR, PRIVATE, TAKEN_BACK
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Vote
from bot.deliberation.model import RoundState
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_MARKS = {PRIVATE: "📨", DOOR: "✓"}


@of_case("ballot-sent")
def ballot_sent(case: CaseFile, args: Args, words: Words) -> Message:
    """To whoever votes for an owner: the ballot itself, and what it means to leave it."""
    round_ = case.round(args.id("round"))
    title = round_title(case, round_, words)
    if round_.state is not RoundState.OPEN:
        return Message(words("remind-over", title=title))
    rule = case.stage_as(round_, Vote).rule
    text = lines(
        words("sent-head", title=title),
        silence(rule, words),
        words("sent-free"),
        words("vote-until", when=until(case, round_.due_at, words)),
    )
    return Message(text, ROUNDS["vote"].card(case, round_, words).rows)


@of_house("deliveries")
async def deliveries(reader: "Reader", args: Args, words: Words) -> Message:
    """To which doors the ballot has come: by the bot, or handed over; a press notes it, or takes it back."""
    case = await reader.case(int(args.given["session"]))
    round_ = case.round(args.id("round"))
    rule, session = case.stage_as(round_, Vote).rule, case.session.id
    if rule.silence == "none" or round_.state is not RoundState.OPEN:
        return Message(words("remind-over", title=round_title(case, round_, words)))
    known = await reader.deliveries_of(round_.id)
    found, page, pages = grid(
        await doors_of(reader, case, rule),
        args.text("extra"),
        lambda elector: _MARKS.get(known.get(elector, TAKEN_BACK), ""),
        lambda elector: Deliver(session, round_.id, elector, known.get(elector, TAKEN_BACK) == TAKEN_BACK),
        lambda number: Ask("deliveries", session, round_.id, number),
    )
    ways = list(known.values())
    text = lines(
        words("deliveries-head", title=round_title(case, round_, words)),
        words("deliveries-how"),
        words("deliveries-so-far", private=ways.count(PRIVATE), door=ways.count(DOOR)),
        words("paper-page", page=page, pages=pages) if pages > 1 else "",
        words("vote-until", when=until(case, round_.due_at, words)),
    )
    return Message(text, found)
