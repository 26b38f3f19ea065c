"""In which groups a draft is to be opened: its preview with the groups its opener may take it to, each a button."""

from typing import TYPE_CHECKING

from bot.chat.cards.opening import decide, preview
from bot.chat.cards.parts import button, esc, lines, plain, rows
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, TakeTo
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Actor
from bot.deliberation.model import SessionState
from bot.deliberation.rights import may_open
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.chats import Group
    from bot.storage.reader import Reader

PAGE = 8
"""Groups shown at once."""


@of_house("open-groups")
async def open_groups(reader: "Reader", args: Args, words: Words) -> Message:
    """`subject` is the page; after a press on a `group` the one that has it."""
    case = await reader.case(int(args.given.get("session") or 0))
    if case.session.state is not SessionState.DRAFT:
        return Message(words("groups-over"))
    groups = await _groups(reader, case, args.person_id or 0)
    pressed = next((n for n, one in enumerate(groups) if one.chat_id == args.given.get("group")), None)
    page = pressed // PAGE if pressed is not None else int(args.given.get("subject") or 0)
    taken = {place.chat_id for place in case.places}
    scope = await reader.scope(case.session.scope_id)
    over = scope and next((node.name for node in await reader.nodes_at([scope.path])), scope.name)
    text = lines(
        preview(case, words),
        words("groups-over-scope", scope=esc(over)) if over and len(taken) > 1 else "",
        words("groups-choose" if groups else "groups-none"),
    )
    toggles = [_toggle(case, one, one.chat_id in taken) for one in groups[page * PAGE : (page + 1) * PAGE]]
    return Message(text, (*rows(toggles), *_pager(case, page, len(groups), words), decide(case, words)))


async def _groups(reader: "Reader", case: CaseFile, person_id: int) -> list["Group"]:
    """The other groups under the highest scope above the session's first group on which this person may open it: those
    of its own community first."""
    first = await reader.chat(case.places[0].chat_id)
    scope = await reader.scope(case.places[0].scope_id)
    if first is None or scope is None or case.community.self_run:
        return []
    reaching = [
        held.path
        for held in await reader.roles(person_id)
        if scope.path.startswith(held.path) and may_open(case, Actor(person_id, roles=frozenset({held.role})))
    ]
    if not reaching:
        return []
    found = await reader.groups_below(min(reaching, key=len))
    others = [one for one in found if one.platform_id != first.platform_id]
    return sorted(others, key=lambda one: one.community_id != case.community.id)


def _toggle(case: CaseFile, group: "Group", taken: bool) -> Button:
    title = plain(group.title, 18)
    return button(f"{title} ✔" if taken else title, TakeTo(case.session.id, group.chat_id, not taken))


def _pager(case: CaseFile, page: int, whole: int, words: Words) -> tuple[tuple[Button, ...], ...]:
    def turn(label: str, to: int) -> Button:
        return button(words(label), Ask("open-groups", case.session.id, to))

    turns = [turn("button-page-back", page - 1)] if page else []
    turns += [turn("button-next-page", page + 1)] if (page + 1) * PAGE < whole else []
    return (tuple(turns),) if turns else ()
