"""Who votes for an owner: a moderator is asked, and whoever asked is told.

Households are in `people`.
"""

from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, esc, lines, short
from bot.chat.cards.registry import Args, of_house
from bot.chat.cards.voters import change
from bot.chat.message import Message
from bot.deliberation.acts import SettleOwner
from bot.deliberation.house import Owner
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_DOORS = 6


@of_house("owner-claim-asked")
async def owner_claim_asked(reader: "Reader", args: Args, words: Words) -> Message:
    """To a moderator: somebody says they vote for an owner."""
    claim = await reader.owner_claim(args.id("claim"))
    owner = await reader.owner(claim.owner_id) if claim else None
    person = await reader.person(claim.person_id) if claim else None
    if claim is None or owner is None or person is None or claim.state != "asked":
        return Message(words("claim-over"))
    text = lines(
        words("owner-claim-asked", who=short(person.name, 30), units=await _units(reader, owner, words)),
        words("owner-claim-roll", name=short(owner.representative, 20)) if owner.representative else "",
        words("claim-what"),
    )
    taken = owner.representative_id is not None
    yes = (
        change(claim.id, words, owner=True)
        if taken
        else button(words("button-confirm-claim"), SettleOwner(claim.id, True))
    )
    return Message(text, ((yes, button(words("button-refuse-claim"), SettleOwner(claim.id, False))),))


@of_house("owner-bound")
async def owner_bound(reader: "Reader", args: Args, words: Words) -> Message:
    """To whoever votes for an owner from now on."""
    owner = await reader.owner(args.id("owner"))
    if owner is None:
        return Message(words("card-gone"))
    return Message(words("owner-bound", units=await _units(reader, owner, words)))


@of_house("owner-refused")
async def owner_refused(_reader: "Reader", _args: Args, words: Words) -> Message:
    return Message(words("owner-refused"))


async def _units(reader: "Reader", owner: Owner, words: Words) -> str:
    """«3-502、P-07…»"""
    doors = await reader.doors_of(owner.id)
    named = words.enumeration(esc(door) for door in doors[:_DOORS])
    return f"{named}…" if len(doors) > _DOORS else named
