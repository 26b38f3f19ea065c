"""今天请人代: whom a moderator may ask to look after the day's tasks, and what whoever was asked is told."""

from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, lines, plain, rows, short
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Message
from bot.deliberation.acts import Ask, AskCover
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_MOST = 12


@of_house("covers")
async def covers(reader: "Reader", args: Args, words: Words) -> Message:
    """The other moderators of the person's communities, as `others` of the args lists them."""
    found = await reader.people_by_id(list(args.given.get("others") or ()))
    buttons = [button(plain(person.name, 20), AskCover(person.id)) for person in list(found.values())[:_MOST]]
    return Message(words("covers-whom") if buttons else words("covers-nobody"), rows(buttons))


@of_house("cover-asked", "cover-ended")
async def cover_asked(reader: "Reader", args: Args, words: Words) -> Message:
    """To whoever looks after somebody's tasks: from now on, or not any more."""
    person = await reader.person(int(args.given.get("person") or 0))
    who = short(person.name, 20) if person else ""
    if not args.given.get("community"):
        return Message(words("cover-ended", who=who))
    text = lines(words("cover-asked", who=who), words("cover-asked-how"))
    return Message(text, ((button(words("button-manage"), Ask("manage")),),))
