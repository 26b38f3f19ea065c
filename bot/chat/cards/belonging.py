"""Where a group belongs: the tree of the deployment, walked level by level with buttons until one says «here»."""

import re
from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, esc, lines, plain, rows, short
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await, Belong
from bot.deliberation.house import Chat, Scope, ancestors
from bot.deliberation.refusal import Refused
from bot.deliberation.rights import MODERATING, keeps_house
from bot.i18n import Words
from bot.storage.people import roles_at

if TYPE_CHECKING:
    from bot.storage.reader import Reader
    from bot.storage.tree import Node

PAGE = 8
"""Scopes shown at once."""
_STEP = re.compile(r"([0-9]{1,18})\.([0-9]{1,6})(?:\.(.*))?", re.DOTALL)


@of_house("belong")
async def belong(reader: "Reader", args: Args, words: Words) -> Message:
    """`extra` says how far somebody has come: `scope.page`, or `scope.0.words` for a name looked for under it."""
    chat = await reader.chat(args.id("chat"))
    step = _STEP.fullmatch(args.text("extra") or "0.0")
    if step is None:
        raise Refused("button-stale")
    if chat is None:
        return Message(words("card-gone"))
    scope_id, page, sought = int(step[1]), int(step[2]), (step[3] or "").strip()
    scope = await reader.scope(scope_id) if scope_id else None
    way = await reader.way_to(scope.path) if scope else []
    if scope_id and (scope is None or len(way) < len(ancestors(scope.path))):
        # there is none, or it lies in a group that runs itself
        raise Refused("button-stale")
    mine = await _mine(reader, args.person_id or 0) if not (scope or sought or page) else []
    found, whole = await reader.nodes_under(scope, sought, page * PAGE, PAGE)
    known = {node.scope.id for node in mine}
    standing, free = await _standing(reader, scope, words) if scope else ("", False)
    text = lines(
        words("belong-head", group=short(chat.title, 30)),
        words("belong-way", way=esc(" › ".join(node.name for node in way))) if way else words("belong-top"),
        words("belong-found", text=short(sought, 20), count=whole) if sought else "",
        standing,
    )
    steps = [_step(chat, node, words) for node in (*mine, *(one for one in found if one.scope.id not in known))]
    here = [await _here(reader, chat, scope, args.person_id or 0, words)] if scope and free else []
    pager = _pager(chat, scope_id, page, whole, sought, words)
    return Message(text, (*rows(steps), *pager, *rows([*here, *_ways(chat, scope, words)])))


async def _mine(reader: "Reader", person_id: int) -> list["Node"]:
    """Scopes somebody has an office on: where their next group probably belongs."""
    held = [one.path for one in await reader.roles(person_id) if one.role in MODERATING]
    return (await reader.nodes_at(held))[:PAGE] if held else []


async def _standing(reader: "Reader", scope: Scope, words: Words) -> tuple[str, bool]:
    """What choosing this scope would mean, and whether it can be chosen."""
    home = await reader.community_of_scope(scope.path)
    if home is not None:
        return words("belong-joins", name=esc(home.name)), True
    free = not await reader.communities_below([scope.path])
    return words("belong-makes" if free else "belong-too-high"), free


def _step(chat: Chat, node: "Node", words: Words) -> Button:
    label = words("belong-step", name=plain(node.name, 18), community="yes" if node.community else "no")
    return button(label, Ask("belong", subject=chat.id, extra=f"{node.scope.id}.0"))


def _pager(
    chat: Chat, scope_id: int, page: int, whole: int, sought: str, words: Words
) -> tuple[tuple[Button, ...], ...]:
    def turn(label: str, to: int) -> Button:
        return button(words(label), Ask("belong", subject=chat.id, extra=f"{scope_id}.{to}"))

    turns = [turn("button-page-back", page - 1)] if page else []
    turns += [turn("button-next-page", page + 1)] if not sought and (page + 1) * PAGE < whole else []
    return (tuple(turns),) if turns else ()


async def _here(reader: "Reader", chat: Chat, scope: Scope, person_id: int, words: Words) -> Button:
    """«Here» at once for who holds an office there; for others the operator's code is asked for."""
    if keeps_house(roles_at(await reader.roles(person_id), scope.path)):
        return button(words("button-belong-here"), Belong(chat.id, scope.id))
    return button(words("button-belong-code"), Await("belong-code", subject=chat.id, extra=str(scope.id)))


def _ways(chat: Chat, scope: Scope | None, words: Words) -> list[Button]:
    at = scope.id if scope else 0
    sought = button(words("button-belong-name"), Await("belong-name", subject=chat.id, extra=str(at)))
    if scope is None:
        return [sought]
    return [
        button(words("button-belong-up"), Ask("belong", subject=chat.id, extra=f"{scope.parent_id or 0}.0")),
        sought,
    ]
