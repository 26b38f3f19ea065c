"""A group and the bot: the first word in it, and its settings with the buttons that change them."""

from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, esc, lines
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Button, Message, Row
from bot.deliberation.acts import Adjust, Ask, Await
from bot.deliberation.house import Chat
from bot.i18n import Words, available

if TYPE_CHECKING:
    from bot.storage.reader import Reader

ZONES = ("Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Asia/Singapore")
"""Those offered as buttons; any other is typed."""


@of_house("hello")
async def hello(_reader: "Reader", _args: Args, words: Words) -> Message:
    return Message(lines(words("hello-who"), words("hello-administrators")))


@of_house("setup")
async def setup(reader: "Reader", args: Args, words: Words) -> Message:
    """What holds in a group now; each row of buttons is one thing to choose."""
    chat = await reader.chat(args.id("place"))
    community = await reader.community(chat.community_id) if chat and chat.community_id else None
    if chat is None or community is None:
        return Message(words("card-gone"))
    zone = community.timezone
    text = lines(
        words("setup-head", name=esc(community.name)),
        words("setup-run", run="self" if community.self_run else "operator"),
        words("setup-zone", zone=zone),
        words("setup-roll", roll="yes" if community.has_roll else "no"),
        await _standing(reader, chat, words),
        _rights(chat, words),
        words("setup-next"),
    )
    languages = tuple(
        _choice(Words(name)("locale-name"), name == community.locale, Adjust(chat.id, "locale", name))
        for name in available()
    )
    zones = tuple(
        _choice(
            words(f"setup-zone-{name.partition('/')[2].lower().replace('_', '-')}"),
            name == zone,
            Adjust(chat.id, "timezone", name),
        )
        for name in ZONES
    )
    typed = button(words("button-setup-zone"), Await("setup-zone", subject=chat.id))
    others = [
        button(words("button-setup-name"), Await("setup-name", subject=chat.id)),
        button(words("button-setup-roll"), Ask("roll", subject=community.id)),
    ]
    if community.self_run:
        others.append(button(words("button-setup-code"), Await("setup-code", subject=chat.id)))
    place: tuple[Row, ...] = ()
    if await reader.is_planted() and chat.thread_id == 0:
        place = ((button(words("button-belong"), Ask("belong", subject=chat.id)),),)
    return Message(text, (languages, zones[:2], (*zones[2:], typed), tuple(others), *place))


async def _standing(reader: "Reader", chat: Chat, words: Words) -> str:
    """Where in the tree the group stands; nothing for one that stands alone."""
    scope = await reader.scope(chat.scope_id or 0)
    way = await reader.way_to(scope.path) if scope else []
    return words("setup-belongs", way=esc(" › ".join(node.name for node in way))) if len(way) > 1 else ""


def _choice(text: str, chosen: bool, act: Adjust) -> Button:
    return button(f"{text} ✔" if chosen else text, act)


def _rights(chat: Chat, words: Words) -> str:
    """Which rights the bot has, and what works without those it lacks."""
    if chat.can_pin and chat.can_delete:
        return words("setup-rights-all")
    lacking = [name for name, has in (("pin", chat.can_pin), ("delete", chat.can_delete)) if not has]
    return lines(words("setup-rights-ask"), *(words(f"setup-without-{name}") for name in lacking))
