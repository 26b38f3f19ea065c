"""Between the bot and one person: first meeting, binding to a household, what is theirs, prompts, language."""

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.chat.cards.parts import (
    button,
    door_for,
    esc,
    lines,
    listed,
    masked,
    motion_title,
    plain,
    rows,
    short,
    title_of,
)
from bot.chat.cards.proxies import in_my_hands
from bot.chat.cards.registry import Args, of_house
from bot.chat.cards.tellers import came_by
from bot.chat.cards.voters import ask, change
from bot.chat.message import Button, Message
from bot.chat.sentences import answer_in_words, refusal_in_words
from bot.deliberation.acts import Ask, Await, ClaimDoor, SeatOwner, SetLocale, SettleClaim
from bot.deliberation.ballots.bag import CAST
from bot.deliberation.casefile import CaseFile
from bot.deliberation.desk import Answer
from bot.deliberation.flow import Collect
from bot.deliberation.house import Household, Resident
from bot.deliberation.model import Community, RoundState, StandingAct
from bot.deliberation.refusal import Refusal
from bot.deliberation.voting.ways import OWN, way_of
from bot.i18n import Words, available

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_DOORS = 60
_DOOR_BYTES = 40
"""What a button can carry of a door's name; longer ones are typed."""


async def communities_of(reader: "Reader", person_id: int) -> list[Community]:
    """The communities of the chats a person is known to be in, of the households it is bound to, and of the owners it
    votes for."""
    found: dict[int, Community] = {}
    for chat_id in await reader.chats_of_person(person_id):
        chat = await reader.chat(chat_id)
        community = await reader.community(chat.community_id) if chat and chat.community_id else None
        if community is not None:
            found[community.id] = community
    lived = [seat.scope_path for seat in await reader.seats(person_id)]
    owned = [path for owner in await reader.owner_seats(person_id) for path, _ in owner.areas]
    for path in dict.fromkeys((*lived, *owned)):
        community = await reader.community_of_scope(path)
        if community is not None:
            found[community.id] = community
    return list(found.values())


async def cases_of(reader: "Reader", person_id: int) -> list[CaseFile]:
    """The open sessions of a person's communities, each once."""
    found = [
        session.id
        for community in await communities_of(reader, person_id)
        for session in await reader.sessions_concerning(community.id)
    ]
    return [await reader.case(session) for session in dict.fromkeys(found)]


@of_house("welcome")
async def welcome(reader: "Reader", args: Args, words: Words) -> Message:
    """The first meeting: who speaks, what is needed before a ballot counts, and what is never asked for."""
    person = args.person_id or 0
    given = int(args.given.get("community") or 0)
    named = await reader.community(given) if given else None
    communities = [named] if named else await communities_of(reader, person)
    with_roll = next((c for c in communities if c.has_roll), None)
    name = esc(communities[0].name) if communities else words("product")
    language = button(words("button-lang"), Ask("lang"))
    if with_roll is None:
        text = lines(words("welcome-head", community=name), words("welcome-no-roll"), words("welcome-never"))
        return Message(
            text, ((button(words("button-my"), Ask("my")), button(words("button-help"), Ask("help"))), (language,))
        )
    text = lines(
        words("welcome-head", community=name),
        words("welcome-not-yet"),
        words("welcome-how"),
        words("welcome-never"),
    )
    return Message(
        text,
        (
            (
                button(words("button-code"), Await("code", subject=with_roll.id)),
                button(words("button-doors"), Ask("doors", subject=with_roll.id)),
            ),
            (button(words("button-watch"), Ask("my")), language),
        ),
    )


@of_house("doors")
async def doors(reader: "Reader", args: Args, words: Words) -> Message:
    """Doors to choose from; with one chosen (`extra`), what one is there."""
    community = await reader.community(args.id("community"))
    scope = await reader.scope(community.scope_id) if community else None
    if community is None or scope is None:
        return Message(words("card-gone"))
    chosen = args.text("extra")
    if chosen:
        buttons = [
            button(words(f"button-relation-{relation}"), ClaimDoor(community.id, chosen, relation))
            for relation in ("owner", "tenant", "family")
        ]
        return Message(words("doors-relation", door=door_for(args.person_id, chosen, words)), rows(buttons, 3))
    households = [h for h in await reader.households_below(scope.path) if not h.ended]
    typed = button(words("button-type-door"), Await("door", subject=community.id))
    fits = [h for h in households if len(h.door.encode()) <= _DOOR_BYTES]
    if len(households) > _DOORS or len(fits) < len(households):
        return Message(words("doors-type", community=esc(community.name)), ((typed,),))
    buttons = [button(plain(h.door), Ask("doors", subject=community.id, extra=h.door)) for h in fits]
    return Message(words("doors-which", community=esc(community.name)), (*rows(buttons, 4), (typed,)))


@of_house("claim-asked")
async def claim_asked(reader: "Reader", args: Args, words: Words) -> Message:
    resident = await reader.resident(args.id("resident"))
    household = await reader.household(resident.household_id) if resident else None
    person = await reader.person(resident.person_id) if resident else None
    if resident is None or household is None or person is None or resident.state != "asked":
        return Message(words("claim-over"))
    text = lines(
        words(
            "claim-asked",
            who=short(person.name, 30),
            door=door_for(args.person_id, household.door, words),
            relation=words(f"relation-{resident.relation}"),
        ),
        words("claim-representative", name=short(household.representative, 20)) if household.representative else "",
        words("claim-what"),
    )
    buttons = [button(words("button-confirm-claim"), SettleClaim(resident.id, True))]
    if household.representative_id is None:
        buttons.append(button(words("button-confirm-representative"), SettleClaim(resident.id, True, True)))
    elif household.representative_id != resident.person_id:
        buttons.append(change(resident.id, words))
    refuse = (button(words("button-refuse-claim"), SettleClaim(resident.id, False)),)
    return Message(text, (tuple(buttons), *await _of_owner(reader, resident, household, words), refuse))


async def _of_owner(reader: "Reader", claim: Resident, home: Household, words: Words) -> tuple[tuple[Button, ...], ...]:
    """Buttons that also make the claimant vote for the owner of the unit, where that is one nobody votes for yet."""
    free = [owner for owner in await reader.owners_of(home.id) if owner.representative_id is None]
    if claim.relation != "owner" or len(free) != 1:
        return ()
    buttons = [button(words("button-confirm-owner"), SeatOwner(claim.id))]
    if home.representative_id is None:
        buttons.append(button(words("button-confirm-both"), SeatOwner(claim.id, True)))
    return (tuple(buttons),)


@of_house("claim-settled")
async def claim_settled(reader: "Reader", args: Args, words: Words) -> Message:
    resident = await reader.resident(args.id("resident"))
    household = await reader.household(resident.household_id) if resident else None
    if resident is None or household is None:
        return Message(words("card-gone"))
    door = door_for(args.person_id, household.door, words)
    if not args.given.get("confirmed"):
        return Message(words("claim-refused", door=door))
    votes = household.representative_id == resident.person_id
    return Message(words("claim-confirmed", door=door, votes="yes" if votes else "no"))


@of_house("code-used")
async def code_used(reader: "Reader", args: Args, words: Words) -> Message:
    """To whoever used a code: bound now, whether they vote, and what they may have come for."""
    household = await reader.household(args.id("household"))
    if household is None:
        return Message(words("card-gone"))
    votes = household.representative_id == args.person_id
    open_ = [
        button(words("button-open-round", title=plain(case.community.name, 12)), Ask("round", case.session.id, r.id))
        for case in await cases_of(reader, args.person_id or 0)
        for r in case.open_rounds()
        if r.state is RoundState.OPEN and r.kind in ("vote", "evaluate", "collect")
    ]
    text = lines(
        words("claim-confirmed", door=door_for(args.person_id, household.door, words), votes="yes" if votes else "no"),
        words("code-used-now") if open_ else "",
    )
    return Message(text, rows(open_[:4], 1))


@of_house("code-shown")
async def code_shown(_reader: "Reader", args: Args, words: Words) -> Message:
    """To whoever typed a code where everybody reads it."""
    deleted = "yes" if args.given.get("deleted") else "no"
    return Message(lines(words("code-shown", deleted=deleted), words("code-shown-new")))


@of_house("code-replaced")
async def code_replaced(_reader: "Reader", args: Args, words: Words) -> Message:
    """To a moderator: the new code of a household whose old one was typed into a group."""
    sheet = args.given.get("sheet") or {"door": "", "digits": ""}
    line = words("codes-line", door=short(sheet["door"], 30), digits=esc(sheet["digits"]))
    return Message(lines(words("code-replaced"), line))


@of_house("not-delivered")
async def not_delivered(_reader: "Reader", args: Args, words: Words) -> Message:
    what = "chat" if args.given.get("chat") else "person"
    why = args.text("why")
    if why.startswith("topic_") or why == "unacceptable":
        return Message(words(f"not-delivered-{why.replace('_', '-')}"))
    advice = words("not-delivered-what") if what == "chat" else words("not-delivered-person")
    return Message(lines(words("not-delivered", what=what), advice))


@of_house("answer")
async def answer(_reader: "Reader", args: Args, words: Words) -> Message:
    """What a press is told in a toast, as a message to whoever typed: the same sentence."""
    return Message(esc(answer_in_words(Answer(args.text("key"), _params(args, words)), words)))


@of_house("refusal")
async def refusal(_reader: "Reader", args: Args, words: Words) -> Message:
    return Message(esc(refusal_in_words(Refusal(args.text("key"), _params(args, words)), words)))


def _params(args: Args, words: Words) -> dict[str, str | int]:
    """What fills the sentence; in a group nobody's door is read out."""
    params = dict(args.given.get("params") or {})
    if args.person_id is None and params.get("door"):
        params["door"] = html.unescape(masked(str(params["door"]), words))
    return params


@of_house("go-private")
async def go_private(_reader: "Reader", args: Args, words: Words) -> Message:
    """In a group, where somebody asked for what is nobody else's business."""
    view = Ask(
        args.text("view"), int(args.given.get("session") or 0), int(args.given.get("subject") or 0), args.text("extra")
    )
    return Message(words("go-private"), ((button(words("button-private"), view),),))


@of_house("ask-text")
async def ask_text(reader: "Reader", args: Args, words: Words) -> Message:
    """The prompt for words that complete an act; whoever wants nothing just goes away."""
    session = int(args.given.get("session") or 0)
    raising = session and args.text("purpose") in ("raise", "raise-back", "raise-for")
    fields = _fields(await reader.case(session), words) if raising else ""
    return Message(lines(words(f"await-{args.text('purpose')}"), fields, words("await-nothing")))


def _fields(case: CaseFile, words: Words) -> str:
    """«请写上:问题、建议(要写)»: what the flow asks whoever raises something to write about."""
    accepts = next((s.accepts for s in case.flow.stages if isinstance(s, Collect)), None)
    if accepts is None:
        return ""
    named = words.enumeration(words(f"field-{name}") for name in accepts.fields)
    return words("write-about", fields=named, required="yes" if accepts.require_suggestion else "no")


@of_house("my")
async def my(reader: "Reader", args: Args, words: Words) -> Message:
    """What is theirs and nobody else's: household, issues, ballots as receipts, tasks."""
    person = args.person_id or 0
    seats = await reader.seats(person)
    held = await reader.roles(person)
    issues = await reader.issues_by_author(person)
    tasks = await reader.tasks_led_by(person)
    ballots = [s for s in await reader.standing_of(person) if s.kind in CAST]
    proxies, standing_in = await in_my_hands(reader, person, await cases_of(reader, person), words)
    unbound = next((c for c in await communities_of(reader, person) if c.has_roll), None) if not seats else None
    text = lines(
        words("my-head"),
        *(
            words(
                "my-seat",
                door=short(s.door, 24),
                relation=words(f"relation-{s.relation}"),
                votes="yes" if s.representative else "no",
            )
            for s in seats[:4]
        ),
        *(words("my-owner", name=short(owner.name, 24)) for owner in (await reader.owner_seats(person))[:4]),
        words("my-roles", roles=words.enumeration(dict.fromkeys(words(f"role-{h.role}") for h in held)))
        if held
        else "",
        words("my-unbound") if unbound else "",
        *await _brought(reader, ballots, words),
        *proxies,
        words("my-issues", count=len(issues)) if issues else words("my-no-issues"),
        listed(
            [words("my-issue", title=title_of(i, words, 24), state=words(f"fate-{i.state.value}")) for i in issues[:5]],
            words,
            5,
        ),
        words("my-ballots", count=len(ballots)) if ballots else "",
        listed(
            [words("my-task", title=short(t.title, 24), state=words(f"task-state-{t.state}")) for t in tasks], words, 5
        ),
    )
    receipts = [
        button(words("button-receipt", number=n), Ask("receipt", 0, ballot.what))
        for n, ballot in enumerate(ballots[:4], 1)
    ]
    work = [
        button(plain(words("button-task", title=t.title), 24), Ask("task-nudge", t.session_id, t.id)) for t in tasks[:3]
    ]
    binding = (
        [
            button(words("button-code"), Await("code", subject=unbound.id)),
            button(words("button-doors"), Ask("doors", subject=unbound.id)),
        ]
        if unbound
        else []
    )
    scopes = [community.scope_id for community in await communities_of(reader, person)]
    more = [button(words("button-lang"), Ask("lang")), button(words("button-privacy"), Ask("privacy"))]
    more += [button(words("button-ledger"), Ask("ledger", 0, scope)) for scope in (await reader.with_books(scopes))[:1]]
    return Message(
        text,
        (
            *rows(receipts, 4),
            *rows(work, 1),
            *rows(standing_in, 1),
            *rows(binding),
            *rows(ask(seats, words), 1),
            tuple(more),
        ),
    )


async def _brought(reader: "Reader", ballots: Sequence[StandingAct], words: Words) -> list[str]:
    """Ballots of theirs that somebody else brought, and which way: «便袋箱:纸质票,12-20 19:40 录入»."""
    found = []
    for ballot in [one for one in ballots if way_of(one.channel) != OWN][:3]:
        case = await reader.case_of_motion(ballot.what)
        title = motion_title(case, case.motions[ballot.what], words)
        found.append(words("my-brought", title=title, came=came_by(case, ballot, words)))
    return found


@of_house("help")
async def help_(_reader: "Reader", args: Args, words: Words) -> Message:
    text = lines(*(words(f"help-{n}") for n in range(1, 7)))
    if args.person_id is None:
        return Message(text, ((button(words("button-private"), Ask("welcome")),),))
    return Message(text, ((button(words("button-my"), Ask("my")), button(words("button-privacy"), Ask("privacy"))),))


@of_house("lang")
async def lang(_reader: "Reader", _args: Args, words: Words) -> Message:
    """Each language by its own name."""
    buttons: list[Button] = [button(Words(locale)("locale-name"), SetLocale(locale)) for locale in available()]
    return Message(words("lang-what"), (*rows(buttons, 3), (button(words("button-lang-follow"), SetLocale("")),)))
