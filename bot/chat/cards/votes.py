"""Around a vote: its announcement, reminders, an extension, and the receipt of one ballot.

Reminders say what is missing and never who; a receipt goes to whoever cast the ballot and to nobody else.
"""

from typing import TYPE_CHECKING

from bot.chat.cards import choices
from bot.chat.cards.figures import area_asked, area_now, carried_by, electors, still_missing, tally_now
from bot.chat.cards.parts import (
    button,
    crumbs,
    done_title,
    esc,
    lines,
    motion_title,
    round_title,
    standing,
    until,
    zone_of,
)
from bot.chat.cards.reasons import tallied
from bot.chat.cards.registry import Args, of_case, of_house
from bot.chat.cards.rounds import ROUNDS
from bot.chat.cards.rounds.evaluate import answers, electorate_of
from bot.chat.cards.rounds.vote import check_in, on_roll, to_correct
from bot.chat.cards.tellers import came_by, ways_line
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Mute, NotMine
from bot.deliberation.ballots.bag import CAST, TURN
from bot.deliberation.ballots.striking import STRUCK
from bot.deliberation.casefile import CaseFile
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Evaluate, Vote
from bot.deliberation.model import Motion, Round, RoundState, StandingAct
from bot.deliberation.stages.vote import rule_in
from bot.deliberation.voting.paper import ABSTAIN
from bot.deliberation.voting.ways import way_of
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader


@of_case("vote-announced")
def vote_announced(case: CaseFile, args: Args, words: Words) -> Message:
    """Before the opening: what will be voted on, by whom, when, and the hash that fixes the text."""
    round_ = case.round(args.id("round"))
    stage, motions = case.stage_as(round_, Vote), case.motions_in(round_)
    heads = motions[0].heads if motions else case.base(stage.rule.electorate).heads
    rule = rule_in(case, round_)
    carried = carried_by(rule, words)
    quorum = rule.quorum.head if rule.quorum else None
    text = lines(
        words("announced-head", title=round_title(case, round_, words), crumbs=crumbs(case, stage, words)),
        words(
            "vote-announced-when", opens=until(case, round_.opens_at, words), closes=until(case, round_.due_at, words)
        ),
        words(
            "announced-rule",
            whole=electors(rule, heads, words),
            needed=electors(rule, quorum.needed(heads), words),
            **carried,
            **area_asked(rule, words),
        )
        if quorum and heads
        else words("announced-no-quorum", **carried),
        *(choices.in_a_line(motion, words) for motion in motions[:4]),
        *(choices.money(case, motion, words) for motion in motions[:4]),
        *(
            words("announced-hash", title=motion_title(case, motion, words), hash=esc(motion.hash[:12]))
            for motion in motions[:4]
        ),
        on_roll(case, round_, words),
        ways_line(rule, words),
        words("vote-standing", standing=case.flow.standing, effect=case.flow.mechanism.legal_effect),
    )
    full = [button(words("button-full-text"), Ask("full-text", case.session.id, motion.id)) for motion in motions[:1]]
    if "present" in rule.bases and round_.state is RoundState.ANNOUNCED:
        full.append(check_in(round_, words))
    return Message(text, (tuple(full),) if full else ())


@of_case("roll-corrected")
def roll_corrected(case: CaseFile, args: Args, words: Words) -> Message:
    """The roll a vote rests on has been put right: the new whole, and whom to ask."""
    round_ = case.round(args.id("round"))
    motions = case.motions_in(round_)
    if not motions:
        return Message(words("card-gone"))
    rule, motion = rule_in(case, round_), motions[0]
    text = lines(
        words("roll-corrected-head", title=round_title(case, round_, words)),
        words(
            "roll-corrected-now",
            version=motion.roll_version,
            whole=electors(rule, motion.heads, words),
            area=words.area(motion.area),
            areas="yes" if rule.electorate == "owner" else "no",
        ),
        words("roll-corrected-until", **to_correct(case, round_, words))
        if round_.state is RoundState.ANNOUNCED
        else words("roll-corrected-ruling"),
        standing(case, words),
    )
    return Message(text)


@of_case("round-extended")
def round_extended(case: CaseFile, args: Args, words: Words) -> Message:
    round_ = case.round(args.id("round"))
    why = args.text("why") or "moderator"
    stage = case.stage(round_)
    text = lines(
        words("extended-head", title=round_title(case, round_, words), when=until(case, round_.due_at, words)),
        words(f"extended-{why}"),
        *(_second_ballots(case, round_, words) if why == "runoff" else ()),
        words("extended-ballots") if isinstance(stage, Vote | Evaluate) and why != "runoff" else "",
        standing(case, words),
    )
    return Message(text)


def _second_ballots(case: CaseFile, round_: Round, words: Words) -> list[str]:
    """What each first ballot came to, and who is in the second: «第一轮:甲 3、乙 2、丙 1;再投:甲、乙»."""
    found = []
    for second in case.motions_in(round_):
        first = case.motions.get(second.second_of or 0)
        if first is None:
            continue
        counted = case.counts.get(("ballot", first.id, round_.id), {})
        figures = [tallied(first, o, counted.get(o, Figures()).heads, words) for o in (*first.paper.ids, ABSTAIN)]
        again = [esc(str(choice["title"])) for choice in second.choices]
        found.append(
            words("extended-first-ballot", figures=words.enumeration(figures), choices=words.enumeration(again))
        )
    return found


@of_case("nudge-group")
def nudge_group(case: CaseFile, args: Args, words: Words) -> Message:
    """One count, never names: «⏰ 今晚 20:00 截止,已 15/32 户,还差 2 户够数。»"""
    round_ = case.round(args.id("round"))
    stage, when = case.stage(round_), until(case, round_.due_at, words)
    title = done_title(case, round_, words) if isinstance(stage, Evaluate) else round_title(case, round_, words)
    if isinstance(stage, Vote):
        found = [_vote_count(case, round_, stage, motion, words) for motion in case.motions_in(round_)[:4]]
    elif isinstance(stage, Evaluate):
        kind = electorate_of(case, stage)
        found = [words("evaluate-so-far", count=answers(case, round_), kind=kind)]
    else:
        found = [words(f"nudge-{round_.kind}", count=len(case.members(round_)))]
    return Message(lines(words("nudge", title=title, when=when), *found))


def _vote_count(case: CaseFile, round_: Round, stage: Vote, motion: Motion, words: Words) -> str:
    tally, rule = tally_now(case, motion, round_), rule_in(case, round_)
    came, whole = tally.turnout.heads, (tally.electorate.heads if tally.electorate else 0)
    if stage.rule.electorate == "member" or not whole:
        return words("nudge-came", came=electors(stage.rule, came, words))
    missing = still_missing(case, motion, round_, rule)
    heads = words(
        "nudge-turnout",
        came=came,
        whole=electors(stage.rule, whole, words),
        missing=missing,
        needed=electors(stage.rule, missing, words),
    )
    return lines(heads, area_now(case, [motion], round_, rule, words))


@of_case("remind-vote", "remind-rate")
def remind(case: CaseFile, args: Args, words: Words) -> Message:
    """To one elector who has not acted: the ballot card itself, so that voting takes one tap here."""
    round_ = case.round(args.id("round"))
    card = ROUNDS[round_.kind].card(case, round_, words)
    when = until(case, round_.due_at, words)
    title = done_title(case, round_, words) if round_.kind == "evaluate" else round_title(case, round_, words)
    mute = (button(words("button-mute"), Mute(round_.id)),)
    if round_.state is not RoundState.OPEN:
        return Message(words("remind-over", title=title))
    stage = case.stage(round_)
    if isinstance(stage, Vote):
        missing, free = words("remind-vote", kind=stage.rule.electorate), words("remind-free-vote")
    else:
        rating = case.stage_as(round_, Evaluate)
        missing, free = words("remind-rate", kind=electorate_of(case, rating)), words("remind-free-rate")
    text = lines(words("remind-head", title=title, when=when), missing, free)
    return Message(text, (*card.rows, mute))


@of_house("receipt")
async def receipt(reader: "Reader", args: Args, words: Words) -> Message:
    """Whoever cast it sees the choice until the close; then only that it was counted, so that nobody can demand
    to be shown it. Who asks without a ballot of their own learns only that."""
    case = await reader.case_of_motion(args.id("motion"))
    ballot = await _ballot_of(reader, args)
    if ballot is None:
        return Message(words("receipt-none"))
    motion, round_ = case.motions[ballot.what], case.round(ballot.round_id)
    title, whose = motion_title(case, motion, words), ballot.elector.partition(":")[0]
    rule, nameless = rule_in(case, round_), ballot.kind == TURN
    if ballot.kind == STRUCK or round_.state is RoundState.VOID:
        return Message(lines(words("receipt-head", title=title, kind=whose), words("receipt-void")))
    if round_.closed_at is not None or round_.state in (RoundState.FROZEN, RoundState.PRELIMINARY):
        counted = words("receipt-took-part" if nameless else "receipt-counted", receipt=esc(ballot.receipt))
        return Message(lines(words("receipt-head", title=title, kind=whose), counted, came_by(case, ballot, words)))
    text = lines(
        words("receipt-head", title=title, kind=whose),
        words("receipt-code", when=words.moment(ballot.at, zone_of(case)), receipt=esc(ballot.receipt)),
        came_by(case, ballot, words),
        words("receipt-choice", choice=choices.said(motion, ballot.choice, words))
        if args.text("extra") == "show" and not nameless
        else "",
        words("receipt-until", when=until(case, round_.due_at, words)),
        words("receipt-secret", kind=rule.electorate, secrecy=rule.secrecy, way=way_of(ballot.channel)),
        words("receipt-refuse"),
    )
    buttons: list[Button] = [
        button(words("button-see-ballot"), Ask("receipt", case.session.id, motion.id, "show")),
        button(words("button-not-me"), Ask("not-me", case.session.id, motion.id)),
    ]
    if args.text("extra") == "show" or nameless:
        buttons[0] = _change(case, motion, round_, words)
    return Message(text, (tuple(buttons),))


def _change(case: CaseFile, motion: Motion, round_: Round, words: Words) -> Button:
    """Back to the ballot: its paper where choices are marked on one, else the card of the vote."""
    view, about = ("ballot", motion.id) if motion.choices else ("round", round_.id)
    return button(words("button-change-ballot"), Ask(view, case.session.id, about))


async def _ballot_of(reader: "Reader", args: Args) -> StandingAct | None:
    """What the reader of the card has cast on this motion."""
    mine = await reader.standing_of(args.person_id or 0)
    about = [one for one in mine if one.what == args.id("motion")]
    standing_ = (one for one in about if one.kind in CAST)
    return next(standing_, next((one for one in about if one.kind == STRUCK), None))


@of_house("not-me")
async def not_me(reader: "Reader", args: Args, words: Words) -> Message:
    """What can be done about a ballot somebody else has pressed: choose again, and tell the moderators."""
    case, ballot = await reader.case_of_motion(args.id("motion")), await _ballot_of(reader, args)
    if ballot is None or ballot.kind == STRUCK:
        return Message(words("receipt-none"))
    motion, round_ = case.motions[ballot.what], case.round(ballot.round_id)
    closed = round_.state is not RoundState.OPEN
    text = lines(
        words("not-me-head", title=motion_title(case, motion, words)),
        words("not-me-closed" if closed else "not-me-change"),
        words("not-me-tell", kind=ballot.elector.partition(":")[0]),
    )
    change = _change(case, motion, round_, words)
    tell = button(words("button-tell-moderator"), NotMine(motion.id))
    return Message(text, ((tell,) if closed else (change, tell),))


@of_case("not-mine")
def not_mine(case: CaseFile, args: Args, words: Words) -> Message:
    """To the moderators: a household says its ballot was not its own; which way it went is nobody's business."""
    motion, door = case.motions[args.id("motion")], esc(args.text("door")) or "none"
    return Message(
        lines(
            words("not-mine-head", door=door, title=motion_title(case, motion, words)),
            words("not-mine-check", door=door),
            words("not-mine-what"),
        )
    )
