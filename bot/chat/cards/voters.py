"""Another person votes for a household or an owner: asked of the moderators, and told to both."""

from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, door_for, lines, plain, short
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Button, Message
from bot.deliberation.acts import AskVoter, Await
from bot.deliberation.desk import Seat
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader


def change(claim_id: int, words: Words, *, owner: bool = False) -> Button:
    """For a moderator: this person votes from now on, with a reason to be typed."""
    return button(words("button-change-voter"), Await("change-voter", subject=claim_id, extra="owner" if owner else ""))


def ask(seats: tuple[Seat, ...], words: Words) -> list[Button]:
    """For somebody who lives there and does not vote: «3-502 改由我投»."""
    others = [seat for seat in seats if not seat.representative]
    return [
        button(plain(words("button-ask-voter", door=seat.door), 24), AskVoter(seat.household_id)) for seat in others[:2]
    ]


@of_house("voter-asked")
async def voter_asked(reader: "Reader", args: Args, words: Words) -> Message:
    """To a moderator: somebody of a household would vote for it from now on."""
    resident = await reader.resident(args.id("resident"))
    home = await reader.household(resident.household_id) if resident else None
    person = await reader.person(resident.person_id) if resident else None
    if resident is None or home is None or person is None or home.representative_id == person.id:
        return Message(words("claim-over"))
    text = lines(
        words("voter-asked", who=short(person.name, 30), door=door_for(args.person_id, home.door, words)),
        words("claim-representative", name=short(home.representative, 20)) if home.representative else "",
        words("voter-asked-what"),
    )
    return Message(text, ((change(resident.id, words),),))


@of_house("voter-changed")
async def voter_changed(_reader: "Reader", args: Args, words: Words) -> Message:
    """To whoever votes from now on, and to whoever did."""
    door = door_for(args.person_id, args.text("door"), words)
    return Message(words("voter-changed", door=door, votes=args.text("votes")))
