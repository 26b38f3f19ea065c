"""The roll between the bot and a moderator: how it stands, how one is handed in, and what a file would change."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.chat.cards.parts import button, esc, lines, listed
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Document, Message
from bot.chat.roll_template import xlsx_template
from bot.chat.sentences import refusal_in_words
from bot.deliberation.acts import Ask, Await, IssueCodes, TakeRoll
from bot.deliberation.refusal import Refusal
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_PROBLEMS = 10
_HASH = 8


@of_house("roll")
async def roll(reader: "Reader", args: Args, words: Words) -> Message:
    """To a moderator: how the roll stands, and how one is handed in."""
    community = await reader.community(args.id("community"))
    scope = await reader.scope(community.scope_id) if community else None
    if community is None or scope is None:
        return Message(words("card-gone"))
    whole = await reader.electorate(scope.path)
    text = lines(
        words("roll-head", community=esc(community.name)),
        words("roll-count", count=whole.heads, area=words.area(whole.area)) if whole.heads else words("roll-none"),
        words("roll-file"),
        words("roll-how"),
        "<code>" + esc(words("roll-columns")) + "</code>",
    )
    hand_in = (
        button(words("button-roll-file"), Await("roll-file", subject=community.id)),
        button(words("button-roll-template"), Ask("roll-template", subject=community.id)),
    )
    codes = (button(words("button-codes"), IssueCodes(community.id)),)
    return Message(text, (hand_in, codes) if whole.heads else (hand_in,))


@of_house("roll-template")
async def roll_template(_reader: "Reader", _args: Args, words: Words) -> Message:
    """The table to fill in, with a note on every column."""
    return Message(words("roll-template"), document=Document("roll.xlsx", lambda _: xlsx_template(words)))


@of_house("roll-problems")
async def roll_problems(_reader: "Reader", args: Args, words: Words) -> Message:
    """What is wrong with a roll that was handed in, by line, or by sheet, column and row."""
    entries = [_problem(one, words) for one in args.given.get("problems") or ()]
    head = words("roll-problems-head", count=int(args.given.get("count") or 0))
    return Message(lines(head, listed(entries, words, _PROBLEMS)))


def _problem(one: Mapping[str, Any], words: Words) -> str:
    what = esc(words(one["key"], **one["params"]))
    if isinstance(one["line"], str):
        return words("roll-problem-at", place=esc(one["line"]), what=what)
    return words("roll-problem", line=str(one["line"]), what=what)


@of_house("roll-offered")
async def roll_offered(reader: "Reader", args: Args, words: Words) -> Message:
    """What a file would change, before anything does; the buttons take exactly this file, or none."""
    offer, refused = int(args.given.get("offer") or 0), args.text("refused")
    changes = [_change(one, words) for one in args.given.get("changes") or ()]
    before, after = args.given.get("before") or {}, args.given.get("after") or {}
    text = lines(
        words("roll-offered-head", hash=esc(args.text("sha256")[:_HASH])),
        *(changes or [words("roll-dry-nothing")]),
        _totals("homes", before, after, ("heads", "area"), words),
        _totals("owners", before, after, ("owners", "owned"), words) if after.get("owners") else "",
        esc(refusal_in_words(Refusal(refused), words)) if refused else "",
        words("roll-offered-reason") if args.given.get("reason") else "",
    )
    if not changes or refused or not await reader.is_roll_offered(offer):
        return Message(text)
    take = (
        button(words("button-roll-take-reason"), Await("roll-reason", subject=offer))
        if args.given.get("reason")
        else button(words("button-roll-take"), TakeRoll(offer, True))
    )
    return Message(text, ((take, button(words("button-roll-leave"), TakeRoll(offer, False))),))


def _change(one: Mapping[str, Any], words: Words) -> str:
    names = list(one["names"])
    more = "yes" if one["count"] > len(names) else "no"
    return words(f"roll-dry-{one['what']}", count=one["count"], names=esc(" ".join(names)), more=more)


def _totals(what: str, before: Mapping[str, int], after: Mapping[str, int], keys: tuple[str, str], words: Words) -> str:
    heads, area = keys
    return words(
        "roll-offered-total",
        what=what,
        before=before.get(heads, 0),
        area_before=words.area(before.get(area, 0)),
        after=after.get(heads, 0),
        area_after=words.area(after.get(area, 0)),
    )
