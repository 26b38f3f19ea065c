"""/privacy: what is kept about a person, what they can do about it, and what others are told of who is gone."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.chat.cards.parts import button, esc, lines, rows, short
from bot.chat.cards.registry import Args, of_house
from bot.chat.message import Document, Message
from bot.deliberation.acts import Ask, ForgetMe, TakeAlong
from bot.deliberation.rights import MODERATING
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_FILE = "youshi.json"


@of_house("privacy")
async def privacy(reader: "Reader", args: Args, words: Words) -> Message:
    """Counts, no dump: what there is, and two ways to go on."""
    person = args.person_id or 0
    kept = {name: count for name, count in asdict(await reader.counts_about(person)).items() if count}
    counted = words.enumeration(words(f"privacy-count-{name}", count=count) for name, count in kept.items())
    text = lines(
        words("privacy-kept", what=counted) if counted else words("privacy-nothing"),
        *(words(f"privacy-{n}") for n in range(1, 7)),
    )
    buttons = (button(words("button-take-along"), TakeAlong(person)), button(words("button-forget"), Ask("forget")))
    return Message(text, (buttons,))


@of_house("forget")
async def forget(reader: "Reader", args: Args, words: Words) -> Message:
    """Asked once more: what goes, what stays, and what others have to do without this person."""
    person = args.person_id or 0
    votes = await reader.open_ballots(person)
    doors = [seat.door for seat in await reader.seats(person) if seat.representative]
    alone = [
        community.name
        for community in await reader.communities_below(
            [held.path for held in await reader.roles(person) if held.role in MODERATING]
        )
        if (scope := await reader.scope(community.scope_id)) and await reader.moderates_alone(scope.path, person)
    ]
    text = lines(
        words("forget-head"),
        words("forget-goes"),
        words("forget-stays"),
        words("forget-votes", count=votes) if votes else "",
        words("forget-represents", doors=words.enumeration(short(door, 20) for door in doors[:4])) if doors else "",
        words("forget-moderates", names=words.enumeration(esc(name) for name in alone[:4])) if alone else "",
    )
    sure = button(words("button-forget-sure"), ForgetMe(person))
    return Message(text, rows([sure, button(words("button-forget-not"), Ask("privacy"))], 1))


@of_house("my-data")
async def my_data(reader: "Reader", args: Args, words: Words) -> Message:
    """Everything kept about the person, as it is at this moment, for them alone."""
    person = await reader.person(args.person_id or 0)
    if person is None:
        return Message(words("card-gone"))
    written = json.dumps(await reader.everything_about(person), ensure_ascii=False, indent=2).encode()
    return Message(words("my-data"), document=Document(_FILE, lambda _: written))


@of_house("handed-over")
async def handed_over(reader: "Reader", args: Args, words: Words) -> Message:
    """To who moderates still, or to those above: somebody has gone, and this is open."""
    community = await reader.community(args.id("community"))
    person = await reader.person(int(args.given.get("person") or 0))
    open_ = [
        words(f"handed-{name}", count=int(args.given[name]))
        for name in ("issues", "concerns", "objections", "tasks")
        if args.given.get(name)
    ]
    name = esc(community.name) if community else ""
    who = short(person.name, 20) if person else words("handed-somebody")
    text = lines(
        words("handed-over", who=who, community=name),
        words("handed-what", what=words.enumeration(open_)) if open_ else words("handed-nothing"),
        words("handed-last", community=name) if args.given.get("last") else "",
    )
    return Message(text, ((button(words("button-manage"), Ask("manage")),),))


@of_house("moderator-left")
async def moderator_left(reader: "Reader", args: Args, words: Words) -> Message:
    """To the other moderators: somebody who holds an office has left the group."""
    community = await reader.community(args.id("community"))
    person = await reader.person(int(args.given.get("person") or 0))
    who = short(person.name, 20) if person else words("handed-somebody")
    return Message(words("moderator-left", who=who, community=esc(community.name) if community else ""))


@of_house("no-moderator")
async def no_moderator(reader: "Reader", args: Args, words: Words) -> Message:
    """To a group that nobody moderates any more."""
    community = await reader.community(args.id("community"))
    run = "self" if community is None or community.self_run else "operator"
    return Message(words("no-moderator", run=run))


@of_house("lapsed")
async def lapsed(reader: "Reader", args: Args, words: Words) -> Message:
    """To who moderates: something was planned by somebody who may not do it any more."""
    community = await reader.community(args.id("community"))
    what = "schedule" if args.given.get("schedule") else "announcement"
    return Message(words(f"lapsed-{what}", community=esc(community.name) if community else ""))
