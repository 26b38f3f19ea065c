"""谁怎么投: how everybody voted in an open vote, a page at a time, once it is over."""

from typing import TYPE_CHECKING

from bot.chat.cards import choices
from bot.chat.cards.parts import button, esc, is_closed_to, lines, motion_title, short
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Message
from bot.deliberation.acts import Ask
from bot.deliberation.stages.vote import rule_behind
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_CALLED = 40
"""Ballots shown at once."""


@of_house("roll-call")
async def roll_call(reader: "Reader", args: Args, words: Words) -> Message:
    """Of an open vote that is over, how everybody voted; of any other, nothing."""
    case = await reader.case_of_decision(args.id("decision"))
    decision = case.decisions[args.id("decision")]
    motion = case.motions[decision.motion_id]
    if rule_behind(case, decision).secrecy != "open" or is_closed_to(case, motion, args.person_id):
        return Message(words("card-gone"))
    called = await reader.roll_call(motion.id, decision.round_id)
    page = args.page(-(-len(called) // _CALLED))
    here = called[page * _CALLED : (page + 1) * _CALLED]
    said = [
        words(
            "roll-call-line",
            name=short(name, 24) if name else words("roll-call-nameless"),
            choice=choices.said(motion, choice, words),
        )
        for name, choice in here
    ]
    text = lines(words("roll-call-head", number=esc(decision.number), title=motion_title(case, motion, words)), *said)
    more = (page + 1) * _CALLED < len(called)
    turn = button(words("button-next-page"), Ask("roll-call", case.session.id, decision.id, str(page + 1)))
    return Message(text, ((turn,),) if more else ())
