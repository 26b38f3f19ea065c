"""Around a vote: its announcement, reminders, an extension, and the receipt of one ballot.

Reminders say what is missing and never who; a receipt goes to whoever cast the ballot and to nobody else.
"""

from typing import TYPE_CHECKING

from bot.chat.cards.figures import electors, share, still_missing, tally_now
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
from bot.chat.cards.registry import Args, of_case, of_house
from bot.chat.cards.rounds import ROUNDS
from bot.chat.cards.rounds.evaluate import answers, electorate_of
from bot.chat.message import Button, Message
from bot.deliberation.acts import Ask, Await, Mute
from bot.deliberation.casefile import CaseFile
from bot.deliberation.flow import Evaluate, Vote
from bot.deliberation.model import Motion, Round, RoundState
from bot.i18n import Words

if TYPE_CHECKING:
    from bot.storage.reader import Reader


@of_case("vote-announced")
def vote_announced(case: CaseFile, args: Args, words: Words) -> Message:
    """Before the opening: what will be voted on, by whom, when, and the hash that fixes the text."""
    round_ = case.round(args.id("round"))
    stage, motions = case.stage_as(round_, Vote), case.motions_in(round_)
    heads = motions[0].heads if motions else case.electorate.heads
    passing = stage.rule.passing.head or stage.rule.passing.area
    assert passing is not None
    quorum = stage.rule.quorum.head if stage.rule.quorum else None
    text = lines(
        words("announced-head", title=round_title(case, round_, words), crumbs=crumbs(case, stage, words)),
        words(
            "vote-announced-when", opens=until(case, round_.opens_at, words), closes=until(case, round_.due_at, words)
        ),
        words(
            "announced-rule",
            whole=electors(stage.rule, heads, words),
            needed=electors(stage.rule, quorum.needed(heads), words),
            share=share(passing, words),
        )
        if quorum and heads
        else words("announced-no-quorum", share=share(passing, words)),
        *(
            words("announced-hash", title=motion_title(case, motion, words), hash=esc(motion.hash[:12]))
            for motion in motions[:4]
        ),
        words("vote-standing", standing=case.flow.standing),
    )
    full = [button(words("button-full-text"), Ask("full-text", case.session.id, motion.id)) for motion in motions[:1]]
    return Message(text, (tuple(full),) if full else ())


@of_case("round-extended")
def round_extended(case: CaseFile, args: Args, words: Words) -> Message:
    round_ = case.round(args.id("round"))
    why = args.text("why") or "moderator"
    stage = case.stage(round_)
    text = lines(
        words("extended-head", title=round_title(case, round_, words), when=until(case, round_.due_at, words)),
        words(f"extended-{why}"),
        words("extended-ballots") if isinstance(stage, Vote | Evaluate) else "",
        standing(case, words),
    )
    return Message(text)


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
    tally = tally_now(case, motion, round_)
    came, whole = tally.participating.heads, (tally.electorate.heads if tally.electorate else 0)
    if stage.rule.electorate == "member" or not whole:
        return words("nudge-came", came=electors(stage.rule, came, words))
    missing = still_missing(case, motion, round_, stage.rule)
    return words(
        "nudge-turnout",
        came=came,
        whole=electors(stage.rule, whole, words),
        missing=missing,
        needed=electors(stage.rule, missing, words),
    )


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
    mine = await reader.standing_of(args.person_id or 0)
    ballot = next((s for s in mine if s.kind == "ballot" and s.what == args.id("motion")), None)
    if ballot is None:
        return Message(words("receipt-none"))
    motion, round_ = case.motions[ballot.what], case.round(ballot.round_id)
    title, whose = motion_title(case, motion, words), ballot.elector.partition(":")[0]
    if round_.closed_at is not None:
        return Message(
            lines(words("receipt-head", title=title, kind=whose), words("receipt-counted", receipt=esc(ballot.receipt)))
        )
    text = lines(
        words("receipt-head", title=title, kind=whose),
        words("receipt-code", when=words.moment(ballot.at, zone_of(case)), receipt=esc(ballot.receipt)),
        words("receipt-choice", choice=words(f"choice-{ballot.choice}")) if args.text("extra") == "show" else "",
        words("receipt-until", when=until(case, round_.due_at, words)),
        words("receipt-secret", kind=whose),
        words("receipt-refuse"),
    )
    buttons: list[Button] = [
        button(words("button-see-ballot"), Ask("receipt", case.session.id, motion.id, "show")),
        button(words("button-not-me"), Await("uneasy", case.session.id)),
    ]
    if args.text("extra") == "show":
        buttons[0] = button(words("button-change-ballot"), Ask("round", case.session.id, round_.id))
    return Message(text, (tuple(buttons),))
