"""Ballots people carry in: the grid of doors for tellers and helpers, a door's ballot, what two tellers read otherwise.

The grid says of a door only how far its sheet of paper is; never whether anybody there has voted, nor how.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from bot.chat.cards import choices
from bot.chat.cards.files import attached
from bot.chat.cards.parts import button, esc, lines, motion_title, plain, rows, short, until, zone_of
from bot.chat.cards.registry import Args, of_house
from bot.chat.electors import coded, decoded
from bot.chat.message import Button, Message, Row
from bot.deliberation.acts import Act, Ask, AssistBallot, Await
from bot.deliberation.ballots.voices import PaperEntry
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Vote
from bot.deliberation.model import Decision, Motion, Round, RoundState, StandingAct
from bot.deliberation.refusal import Refused
from bot.deliberation.voting import METHODS
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.ways import OWN, WAYS, way_of
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader

PAGE = 40
"""Doors on one page of the grid."""
_DOOR, _TITLE = 10, 20
_MARKS = {"waiting": "◐", "counted": "✓", "differs": "≠"}


def votes_by(case: CaseFile, way: str) -> list[tuple[Round, Motion]]:
    """What is put to an open vote that takes ballots this way."""
    return [
        (round_, motion)
        for round_ in case.open_rounds("vote")
        if round_.state is RoundState.OPEN and way in case.stage_as(round_, Vote).rule.ways
        for motion in sorted(case.motions_in(round_), key=lambda motion: motion.id)
    ]


def state_of(entries: Sequence[PaperEntry]) -> str:
    """How far the sheet of one door is: empty, waiting (for a second teller), differs, counted."""
    open_ = {entry.choice for entry in entries if entry.state == "open"}
    if open_:
        return "differs" if len(open_) > 1 else "waiting"
    return "counted" if entries else ""


def grid(
    doors: Sequence[tuple[str, str]],
    at: str,
    mark: Callable[[str], str],
    open_: Callable[[str], Act],
    turn: Callable[[str], Act],
) -> tuple[tuple[Row, ...], int, int]:
    """A page of doors, which one of how many; `at` is its number, or an elector that is on it."""
    pages = max(1, -(-len(doors) // PAGE))
    place = next((i for i, (elector, _) in enumerate(doors) if elector == at), None)
    page = place // PAGE if place is not None else int(at) if at.isascii() and at.isdigit() else 0
    page = min(page, pages - 1)
    here = doors[page * PAGE : (page + 1) * PAGE]
    found = [button(f"{mark(elector)} {plain(door, _DOOR)}".strip(), open_(elector)) for elector, door in here]
    others = [("◀", page - 1)] * (page > 0) + [("▶", page + 1)] * (page < pages - 1)
    last = tuple(button(sign, turn(str(number))) for sign, number in others)
    return (*rows(found, 4), *((last,) if last else ())), page + 1, pages


async def doors_of(reader: "Reader", case: CaseFile, rule: Rule) -> list[tuple[str, str]]:
    scope = await reader.scope(case.session.scope_id)
    return await reader.doors_of_electors(scope.path, rule.electorate) if scope else []


def elector_in(extra: str) -> str:
    try:
        return decoded(extra)
    except ValueError:
        raise Refused("button-stale") from None


def _which(case: CaseFile, view: str, way: str, words: Words) -> Message:
    """Several motions: which sheet is meant."""
    votes = votes_by(case, way)
    if not votes:
        return Message(words(f"{view}-none"))
    listed = [button(plain(m.title or m.text), Ask(view, case.session.id, m.id)) for _, m in votes[:8]]
    return Message(words(f"{view}-which"), rows(listed, 1))


def _meant(case: CaseFile, motion_id: int, way: str) -> tuple[Round, Motion] | None:
    """The vote a card is about; the only one there is where none is named."""
    votes = votes_by(case, way)
    if motion_id == 0:
        return votes[0] if len(votes) == 1 else None
    return next((vote for vote in votes if vote[1].id == motion_id), None)


@of_house("paper")
async def paper(reader: "Reader", args: Args, words: Words) -> Message:
    """The grid of doors for tellers: which sheets are still to come, which wait for a second reading."""
    case = await reader.case(int(args.given["session"]))
    vote = _meant(case, args.id("motion"), "paper")
    if vote is None:
        return _which(case, "paper", "paper", words)
    round_, motion = vote
    entered = await reader.paper_states(motion.id, round_.id)
    states: Mapping[str, str] = {elector: state_of(entries) for elector, entries in entered.items()}
    doors, session = await doors_of(reader, case, case.stage_as(round_, Vote).rule), case.session.id
    found, page, pages = grid(
        doors,
        args.text("extra"),
        lambda elector: _MARKS.get(states.get(elector, ""), ""),
        lambda elector: Ask("paper-door", session, motion.id, coded(elector)),
        lambda number: Ask("paper", session, motion.id, number),
    )
    counts = {name: sum(1 for state in states.values() if state == name) for name in _MARKS}
    text = lines(
        words("paper-head", title=motion_title(case, motion, words)),
        words("paper-grid-how"),
        words("paper-so-far", **counts),
        words("paper-page", page=page, pages=pages) if pages > 1 else "",
        words("vote-until", when=until(case, round_.due_at, words)),
    )
    return Message(text, found)


@of_house("paper-door")
async def paper_door(reader: "Reader", args: Args, words: Words) -> Message:
    """One door: what its sheet says is pressed, then a photo of it follows."""
    case = await reader.case(int(args.given["session"]))
    vote, elector = _meant(case, args.id("motion"), "paper"), elector_in(args.text("extra"))
    if vote is None:
        return Message(words("paper-none"))
    round_, motion = vote
    rule, session = case.stage_as(round_, Vote).rule, case.session.id
    door = dict(await doors_of(reader, case, rule)).get(elector)
    if door is None:
        return Message(words("card-gone"))
    entries = (await reader.paper_states(motion.id, round_.id)).get(elector, [])
    state = state_of(entries)
    found = [
        button(name, Await("paper", session, motion.id, f"{coded(elector)}.{option}"))
        for option, name in options(motion, rule, words)
    ]
    # the second teller reads the sheet without the first one's eyes
    photos = [entry for entry in entries if state in ("differs", "counted")]
    more = [
        button(words("button-see-paper", number=n), Ask("paper-photo", session, entry.id))
        for n, entry in enumerate(photos[:4], 1)
    ]
    back = button(words("button-doors-back"), Ask("paper", session, motion.id))
    text = lines(
        words("paper-door", door=short(door, 30), title=motion_title(case, motion, words)),
        words(f"paper-state-{state}") if state else "",
        words("paper-door-what"),
    )
    return Message(text, (*rows(found, 1), (*more, back)))


def options(motion: Motion, rule: Rule, words: Words) -> list[tuple[str, str]]:
    """(choice, its name on a button) of a ballot that says one thing."""
    every = METHODS[rule.options].options(motion.paper.ids)
    return [(option, choices.on_a_button(motion, option, words, _TITLE)) for option in every]


@of_house("paper-photo")
async def paper_photo(reader: "Reader", args: Args, words: Words) -> Message:
    """The sheet as a teller has photographed it; not before there is a second reading."""
    entry = await reader.paper_entry(args.id("entry"))
    if entry is None or entry.session_id != int(args.given["session"]):
        return Message(words("card-gone"))
    entries = (await reader.paper_states(entry.motion_id, entry.round_id)).get(entry.elector, [])
    shown = state_of(entries) in ("differs", "counted")
    return Message(
        words("paper-photo", door=short(entry.door, 30)), file=attached(entry.attachments) if shown else None
    )


@of_house("paper-differs")
async def paper_differs(reader: "Reader", args: Args, words: Words) -> Message:
    """To the teller whose reading another does not share."""
    entry = await reader.paper_entry(args.id("entry"))
    if entry is None:
        return Message(words("card-gone"))
    case = await reader.case(entry.session_id)
    title = motion_title(case, case.motions[entry.motion_id], words)
    again = Ask("paper-door", entry.session_id, entry.motion_id, coded(entry.elector))
    return Message(
        lines(words("paper-differs", door=short(entry.door, 30), title=title), words("paper-differs-what")),
        ((button(words("button-read-again"), again),),),
    )


@of_house("assist")
async def assist(reader: "Reader", args: Args, words: Words) -> Message:
    """The doors for who helps somebody vote; nothing is told of any of them."""
    case = await reader.case(int(args.given["session"]))
    vote = _meant(case, args.id("motion"), "assisted")
    if vote is None:
        return _which(case, "assist", "assisted", words)
    round_, motion = vote
    session = case.session.id
    found, page, pages = grid(
        await doors_of(reader, case, case.stage_as(round_, Vote).rule),
        args.text("extra"),
        lambda _: "",
        lambda elector: Ask("assist-door", session, motion.id, coded(elector)),
        lambda number: Ask("assist", session, motion.id, number),
    )
    text = lines(
        words("assist-head", title=motion_title(case, motion, words)),
        words("assist-how"),
        words("paper-page", page=page, pages=pages) if pages > 1 else "",
        words("vote-until", when=until(case, round_.due_at, words)),
    )
    return Message(text, found)


@of_house("assist-door")
async def assist_door(reader: "Reader", args: Args, words: Words) -> Message:
    """What is read to the resident, who says which; the press casts it."""
    case = await reader.case(int(args.given["session"]))
    vote, elector = _meant(case, args.id("motion"), "assisted"), elector_in(args.text("extra"))
    if vote is None:
        return Message(words("assist-none"))
    round_, motion = vote
    rule = case.stage_as(round_, Vote).rule
    door = dict(await doors_of(reader, case, rule)).get(elector)
    if door is None:
        return Message(words("card-gone"))
    found = [
        button(name, AssistBallot(case.session.id, motion.id, elector, option))
        for option, name in options(motion, rule, words)
    ]
    text = lines(
        words("assist-door", door=short(door, 30), title=motion_title(case, motion, words)),
        f"<blockquote>{esc(plain(motion.text, 300))}</blockquote>",
        words("assist-door-what"),
    )
    return Message(text, rows(found, 1))


def ways_line(rule: Rule, words: Words) -> str:
    """«点不了手机也能投:请人代投、投纸质票;私聊我点「我的」»; empty where a ballot comes by pressing alone."""
    return words("vote-ways", ways=words.enumeration(words(f"way-{way}") for way in rule.ways)) if rule.ways else ""


def came_by(case: CaseFile, ballot: StandingAct | None, words: Words) -> str:
    """«纸质票,12-20 19:40 录入», for whose ballot it is; empty for one they have pressed themselves."""
    if ballot is None or way_of(ballot.channel) == OWN:
        return ""
    return words("came-by", way=ballot.channel, when=words.moment(ballot.at, zone_of(case)))


def brought(decision: Decision, words: Words) -> str:
    """«其中委托 1、纸质 2», for the count sheet; empty where every ballot was its voter's own press."""
    counted = {way: int(decision.figures[way]["heads"]) for way in WAYS if way in decision.figures}
    told = [words("counts-way", way=way, count=count) for way, count in counted.items() if count]
    return words("counts-ways", ways=words.enumeration(told)) if told else ""


def in_hand(case: CaseFile, round_: Round, words: Words) -> list[Button]:
    """What those who moderate a vote can do for people who cannot press: help them, hand in and look at proxies."""
    ways, session = case.stage_as(round_, Vote).rule.ways, case.session.id
    found = []
    if "assisted" in ways and round_.state is RoundState.OPEN:
        found.append(button(words("button-assist"), Ask("assist", session)))
    if case.stage_as(round_, Vote).rule.silence != "none" and round_.state is RoundState.OPEN:
        found.append(button(words("button-deliveries"), Ask("deliveries", session, round_.id)))
    if "proxy" in ways and round_.closed_at is None:
        found.append(button(words("button-proxies"), Ask("proxies", session)))
    return found
