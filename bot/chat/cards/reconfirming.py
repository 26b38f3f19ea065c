"""The yearly question whether somebody still lives where they are bound, and what moderators are told of it."""

from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, door_for, esc, lines, short
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Message
from bot.deliberation.acts import StillThere
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader


@of_house("still-there")
async def still_there(reader: "Reader", args: Args, words: Words) -> Message:
    """«您还住在…吗?»"""
    resident = await reader.resident(args.id("resident"))
    household = await reader.household(resident.household_id) if resident else None
    if resident is None or household is None or resident.state != "bound":
        return Message(words("card-gone"))
    text = lines(words("still-there", door=door_for(args.person_id, household.door, words)), words("still-there-why"))
    yes = button(words("button-still-there"), StillThere(resident.id, True))
    return Message(text, ((yes, button(words("button-moved"), StillThere(resident.id, False))),))


@of_house("unconfirmed")
async def unconfirmed(reader: "Reader", args: Args, words: Words) -> Message:
    """To moderators: who has not answered for a month, by door."""
    community = await reader.community(args.id("community"))
    doors = words.enumeration(esc(door) for door in args.given.get("doors") or ())
    name = esc(community.name) if community else ""
    return Message(
        lines(words("unconfirmed", community=name, count=args.id("count")), doors, words("unconfirmed-what"))
    )


@of_house("moved-out")
async def moved_out(_reader: "Reader", args: Args, words: Words) -> Message:
    """To moderators: somebody says they have moved."""
    return Message(words("moved-out", door=short(args.text("door"), 24)))
