"""Cards: everything the bot shows, by name, from the state when it is shown and in the language of its reader.

`render` is the one door. What a card says is in the module of its noun; when it is owed, and to whom, is left to
the rules; how it is sent, to `outbox` and the adapters.
"""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.chat.cards.parts import clip, esc
from bot.chat.cards.people import cases_of
from bot.chat.cards.registry import CASE_CARDS, HOUSE_CARDS, Args
from bot.chat.message import Message
from bot.chat.sentences import refusal_in_words
from bot.deliberation.casefile import CaseFile
from bot.deliberation.house import Person
from bot.deliberation.refusal import Refused
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

for _noun in (
    "ballots", "belonging", "calling", "covers", "delivering", "files", "issues", "joint", "ledger", "moderation",
    "objections", "opening", "overview", "owners", "panels", "paper", "papers", "parties", "people", "privacy",
    "procedures", "proxies", "publishing", "reconfirming", "recusal", "results", "rolls", "scrutiny", "setup", "talk",
    "tasks", "tellers", "voters", "votes",
):  # fmt: skip
    import_module(f"{__name__}.{_noun}")


def names() -> tuple[str, ...]:
    """Every card there is."""
    return tuple(sorted((*CASE_CARDS, *HOUSE_CARDS)))


async def render(
    reader: "Reader", card: str, args: Mapping[str, Any], words: Words, reader_person: Person | None = None
) -> Message:
    """The message a card comes to now. `reader_person` is whose private chat it is for; None for a group.

    Where what it is about no longer exists, it says so instead of failing: what is owed is always delivered.
    """
    about = Args(args, reader_person.id if reader_person else None)
    try:
        if card in HOUSE_CARDS:
            message = await HOUSE_CARDS[card](reader, about, words)
        else:
            case = await _case(reader, args, about.person_id)
            message = CASE_CARDS[card](case, about, words) if case else Message(words("card-gone"))
    except Refused as refused:
        message = Message(esc(refusal_in_words(refused.refusal, words)))
    except KeyError as missing:
        # a button of another time, or a doctored one: what it names is not of this session
        if missing.args != (args.get("subject") or 0,):
            raise
        message = Message(words("card-gone"))
    return replace(message, html=clip(message.html))


async def _case(reader: "Reader", args: Mapping[str, Any], person_id: int | None) -> CaseFile | None:
    """The case file a card is about: by its session, by the record it names, else the newest where it was asked."""
    if args.get("session"):
        return await reader.case(int(args["session"]))
    finders = {
        "round": reader.case_of_round,
        "issue": reader.case_of_issue,
        "motion": reader.case_of_motion,
        "decision": reader.case_of_decision,
        "task": reader.case_of_task,
        "entry": reader.case_of_entry,
    }
    for name, find in finders.items():
        if args.get(name):
            return await find(int(args[name]))
    if args.get("chat"):
        sessions = await reader.sessions_in_chat(int(args["chat"]))
        return await reader.case(sessions[-1].id) if sessions else None
    cases = await cases_of(reader, person_id) if person_id else []
    return cases[-1] if cases else None
