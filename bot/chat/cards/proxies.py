"""委托 proxies in words: how one is given, what the agent and who looks at the document are asked, «替谁投».

Only who gave one, its agent and who may see its document are shown anything of it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.chat.cards.files import attached
from bot.chat.cards.parts import button, door_for, lines, motion_title, plain, rows, short, until
from bot.chat.cards.registry import Args, of_house
from bot.chat.cards.tellers import doors_of, elector_in, grid, options, votes_by
from bot.chat.electors import coded
from bot.chat.message import Button, Message
from bot.deliberation.acts import AnswerProxy, Ask, Await, CastByProxy, ConfirmProxy, RevokeProxy
from bot.deliberation.ballots.box import household_elector, owner_elector
from bot.deliberation.ballots.proxies import rule_for
from bot.deliberation.ballots.voices import Proxy
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Vote
from bot.deliberation.model import Motion, RoundState, SessionState
from bot.deliberation.rights import tellers
from bot.deliberation.voting.ways import way_of
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

_SHOWN = 8


async def voices_of(reader: "Reader", person_id: int) -> frozenset[str]:
    """The households and owners somebody votes for."""
    homes = {household_elector(s.household_id) for s in await reader.seats(person_id) if s.representative}
    return frozenset(homes | {owner_elector(owner.owner_id) for owner in await reader.owner_seats(person_id)})


def _matter(case: CaseFile, motion_id: int, words: Words) -> str:
    motion = case.motions.get(motion_id)
    return motion_title(case, motion, words) if motion else words("proxy-matter-all", name=words.pick(case.flow.name))


def _ends(case: CaseFile, proxy: Proxy) -> datetime | None:
    """The day its document says, else the close of what it is for."""
    motion = case.motions.get(proxy.motion_id)
    voting = [r for r in case.open_rounds("vote") if motion is None or r.id == motion.vote_round_id]
    return proxy.until or max((r.due_at for r in voting if r.due_at), default=None)


def _state(proxy: Proxy) -> str:
    if not proxy.lives or proxy.counts:
        return "counts" if proxy.counts else proxy.state
    return "both" if not (proxy.accepted_at or proxy.confirmed_at) else "document" if proxy.accepted_at else "agent"


def _line(case: CaseFile, proxy: Proxy, words: Words) -> str:
    matter = _matter(case, proxy.motion_id, words)
    return words("proxy-line", door=short(proxy.door, 20), matter=matter, state=words(f"proxy-state-{_state(proxy)}"))


def _matters(case: CaseFile) -> list[Motion]:
    """Motions a proxy can be given for: what is put, or going to be put, to a vote that takes proxies."""
    voting = [
        motion
        for round_ in case.open_rounds("vote")
        if case.stage_as(round_, Vote).rule.proxy.allowed
        for motion in case.motions_in(round_)
    ]
    return sorted(voting, key=lambda motion: motion.id)[:_SHOWN]


def _ask_for(case: CaseFile, elector: str, door: str, words: Words) -> list[Button]:
    """For what the proxy is: one button a motion, one for everything."""
    session, letters = case.session.id, coded(elector)
    found = [
        button(
            words("button-entrust", door=plain(door, 10), matter=plain(motion.title, 12)),
            Await("proxy", session, motion.id, letters),
        )
        for motion in _matters(case)
    ]
    return [*found, button(words("button-entrust-all", door=plain(door, 10)), Await("proxy", session, 0, letters))]


@of_house("entrust")
async def entrust(reader: "Reader", args: Args, words: Words) -> Message:
    """To somebody who votes: how to have somebody else vote for them, and what they have given already."""
    case, person = await reader.case(int(args.given["session"])), args.person_id or 0
    rule, mine = rule_for(case), await voices_of(reader, person)
    if rule is None or case.session.state is not SessionState.OPEN:
        return Message(words("entrust-none"))
    doors = [(e, door) for e, door in await doors_of(reader, case, rule) if e in mine]
    if not doors:
        return Message(words("entrust-none"))
    given = [p for p in case.proxies.values() if p.elector in mine and p.lives]
    text = lines(
        words("entrust-head"),
        words("entrust-how"),
        words("entrust-steps", most=rule.proxy.max_per_agent),
        *(_line(case, proxy, words) for proxy in given[:_SHOWN]),
    )
    taken = {proxy.elector for proxy in given if proxy.motion_id == 0}
    ways = [b for elector, door in doors[:4] if elector not in taken for b in _ask_for(case, elector, door, words)]
    back = [
        button(words("button-revoke", door=plain(p.door, 12)), RevokeProxy(case.session.id, p.id)) for p in given[:4]
    ]
    return Message(text, rows([*ways, *back], 1))


@of_house("proxies")
async def proxies(reader: "Reader", args: Args, words: Words) -> Message:
    """To those who look at documents: every proxy of the session, and the way to hand one in for somebody."""
    case = await reader.case(int(args.given["session"]))
    held = sorted(case.proxies.values(), key=lambda proxy: proxy.id)
    waiting = [p for p in held if p.lives and p.confirmed_at is None]
    text = lines(
        words("proxies-head", count=sum(1 for p in held if p.counts), waiting=len(waiting)),
        *(_line(case, proxy, words) for proxy in held[-_SHOWN:]),
    )
    session = case.session.id
    look = [
        button(words("button-see-proxy", door=plain(p.door, 12)), Ask("proxy-to-confirm", session, p.id))
        for p in waiting[:_SHOWN]
    ]
    return Message(text, (*rows(look), (button(words("button-entrust-for"), Ask("entrust-doors", session)),)))


@of_house("entrust-doors")
async def entrust_doors(reader: "Reader", args: Args, words: Words) -> Message:
    """Whose document it is that somebody without an account has brought."""
    case = await reader.case(int(args.given["session"]))
    rule, session = rule_for(case), case.session.id
    if rule is None:
        return Message(words("entrust-none"))
    found, page, pages = grid(
        await doors_of(reader, case, rule),
        args.text("extra"),
        lambda _: "",
        lambda elector: Ask("entrust-door", session, 0, coded(elector)),
        lambda number: Ask("entrust-doors", session, 0, number),
    )
    text = lines(words("entrust-doors"), words("paper-page", page=page, pages=pages) if pages > 1 else "")
    return Message(text, found)


@of_house("entrust-door")
async def entrust_door(reader: "Reader", args: Args, words: Words) -> Message:
    case, elector = await reader.case(int(args.given["session"])), elector_in(args.text("extra"))
    rule = rule_for(case)
    door = dict(await doors_of(reader, case, rule)).get(elector) if rule else None
    if rule is None or door is None:
        return Message(words("entrust-none"))
    text = lines(words("entrust-for", door=short(door, 30)), words("entrust-how"))
    return Message(text, rows(_ask_for(case, elector, door, words), 1))


async def _proxy(reader: "Reader", args: Args) -> tuple[CaseFile, Proxy | None]:
    case = await reader.case(int(args.given["session"]))
    return case, case.proxies.get(args.id("proxy"))


@of_house("proxy-asked")
async def proxy_asked(reader: "Reader", args: Args, words: Words) -> Message:
    """To the agent: whether they take it on."""
    case, proxy = await _proxy(reader, args)
    if proxy is None or proxy.agent_id != args.person_id:
        return Message(words("card-gone"))
    if not proxy.lives or proxy.accepted_at is not None:
        return Message(_line(case, proxy, words))
    text = lines(
        words("proxy-asked", door=short(proxy.door, 30), matter=_matter(case, proxy.motion_id, words)),
        words("proxy-asked-until", when=until(case, _ends(case, proxy), words)),
        words("proxy-asked-what"),
    )
    yes = button(words("button-proxy-yes"), AnswerProxy(case.session.id, proxy.id, True))
    no = button(words("button-proxy-no"), AnswerProxy(case.session.id, proxy.id, False))
    return Message(text, ((yes, no),))


@of_house("proxy-to-confirm")
async def proxy_to_confirm(reader: "Reader", args: Args, words: Words) -> Message:
    """To those who look at the document: its photo, and what it has to say."""
    case, proxy = await _proxy(reader, args)
    agent = await reader.person(proxy.agent_id or 0) if proxy else None
    if proxy is None:
        return Message(words("card-gone"))
    text = lines(
        words("proxy-to-confirm", door=short(proxy.door, 30), agent=short(agent.name, 20) if agent else "—"),
        words(
            "proxy-to-confirm-matter",
            matter=_matter(case, proxy.motion_id, words),
            when=until(case, _ends(case, proxy), words),
        ),
        words("proxy-to-confirm-what"),
    )
    if not proxy.lives or proxy.confirmed_at is not None:
        return Message(_line(case, proxy, words), file=attached(proxy.attachments))
    yes = button(words("button-proxy-seen"), ConfirmProxy(case.session.id, proxy.id, True))
    no = button(words("button-proxy-wrong"), ConfirmProxy(case.session.id, proxy.id, False))
    return Message(text, ((yes, no),), file=attached(proxy.attachments))


@of_house("proxy-news")
async def proxy_news(reader: "Reader", args: Args, words: Words) -> Message:
    """To who handed it in and to the agent: how it stands now."""
    case, proxy = await _proxy(reader, args)
    if proxy is None:
        return Message(words("card-gone"))
    mine = proxy.agent_id == args.person_id
    vote = button(words("button-vote-for", door=plain(proxy.door, 12)), Ask("vote-for", case.session.id, proxy.id))
    return Message(_line(case, proxy, words), ((vote,),) if mine and proxy.counts else ())


@of_house("vote-for")
async def vote_for(reader: "Reader", args: Args, words: Words) -> Message:
    """The agent's card for one of those they stand for: a press is the ballot of that door, and of no other."""
    case, proxy = await _proxy(reader, args)
    if proxy is None or proxy.agent_id != args.person_id:
        return Message(words("card-gone"))
    votes = [(r, m) for r, m in votes_by(case, "proxy") if proxy.covers(m.second_of or m.id)]
    if not votes or not proxy.counts:
        return Message(lines(_line(case, proxy, words), words("vote-for-none") if proxy.counts else ""))
    chosen = args.text("extra")
    if len(votes) > 1 and not chosen:
        which = [
            button(plain(m.title or m.text), Ask("vote-for", case.session.id, proxy.id, str(m.id))) for _, m in votes
        ]
        return Message(words("vote-for-which", door=short(proxy.door, 30)), rows(which[:_SHOWN], 1))
    round_, motion = next((v for v in votes if str(v[1].id) == chosen), votes[0])
    standing = await reader.standing_of_electors(round_.id, [proxy.elector])
    now = next((act for act in standing if act.kind == "ballot" and act.what == motion.id), None)
    own = now is not None and now.hand_id == args.person_id and now.channel == "proxy"
    found = [
        button(
            f"{'✔ ' if own and now is not None and now.choice == option else ''}{name}",
            CastByProxy(case.session.id, proxy.id, motion.id, option),
        )
        for option, name in options(motion, case.stage_as(round_, Vote).rule, words)
    ]
    text = lines(
        words(
            "vote-for-head", door=door_for(args.person_id, proxy.door, words), title=motion_title(case, motion, words)
        ),
        words("vote-for-what"),
        words("vote-for-other", way=way_of(now.channel)) if now is not None and not own else "",
        words("vote-until", when=until(case, round_.due_at, words)),
    )
    return Message(text, rows(found, 1))


async def in_my_hands(
    reader: "Reader", person_id: int, cases: Sequence[CaseFile], words: Words
) -> tuple[list[str], list[Button]]:
    """For «我的», of the sessions that are open: whom somebody may vote for, what they have given to others, how to;
    and for a teller the grid of doors."""
    mine, found, buttons = await voices_of(reader, person_id), list[str](), list[Button]()
    for case in cases:
        session, rule = case.session.id, rule_for(case)
        for proxy in (p for p in case.proxies.values() if p.lives and (p.agent_id == person_id or p.elector in mine)):
            found.append(_line(case, proxy, words))
            if proxy.agent_id == person_id and proxy.counts:
                vote = Ask("vote-for", session, proxy.id)
                buttons.append(button(words("button-vote-for", door=plain(proxy.door, 12)), vote))
            elif proxy.agent_id == person_id and proxy.accepted_at is None:
                asked = Ask("proxy-asked", session, proxy.id)
                buttons.append(button(words("button-proxy-asked", door=plain(proxy.door, 12)), asked))
        if rule is not None and any(elector.startswith(f"{rule.electorate}:") for elector in mine):
            buttons.append(button(words("button-entrust-some"), Ask("entrust", session)))
        if person_id in tellers(case) and votes_by(case, "paper"):
            buttons.append(button(words("button-paper-ballots"), Ask("paper", session)))
        if person_id in tellers(case):
            buttons += [
                button(words("button-deliveries"), Ask("deliveries", session, round_.id))
                for round_ in case.open_rounds("vote")
                if round_.state is RoundState.OPEN and case.stage_as(round_, Vote).rule.silence != "none"
            ]
    return found[:_SHOWN], buttons[:_SHOWN]
