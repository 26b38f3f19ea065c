"""表决 vote (民决): a timed ballot on fixed motions under the stage's rule.

Announced (text and roll frozen, hash posted), opened (heads and areas fixed), closed at its deadline, when
the running counts are compared with the ballots, and the ballots are counted. A run-off is a second ballot in the
same round; a second meeting (`reconvene`) a round of its own. Casting a ballot is left to `standing`, the arithmetic
to `voting`.

`facts`: `meeting`, 2 in the round of a second meeting; `scopes`, what a motion came to in each scope (`groups`);
`struck`, how many ballots were struck with which ruling; `void_ballots`, how many there are of a vote that is void.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.deliberation import acts, groups, named
from bot.deliberation.ballots import bag
from bot.deliberation.ballots.standing import NAMED, PRESENCE
from bot.deliberation.casefile import CaseFile, Counts
from bot.deliberation.contests import certifying, objections
from bot.deliberation.contests.preliminary import go_on, is_here, joint, leads_to_notice, look_again
from bot.deliberation.desk import Answer, Desk, Due, Urgency
from bot.deliberation.figures import Figures
from bot.deliberation.flow import Vote
from bot.deliberation.hours import result_time
from bot.deliberation.model import Decision, Motion, Round, RoundState
from bot.deliberation.money import funding
from bot.deliberation.refusal import Refused
from bot.deliberation.transitions import (
    ON_TIME,
    close_round,
    extend_round,
    new_round,
    set_close,
    window_end,
)
from bot.deliberation.voting.decide import count, counters, decide, opened
from bot.deliberation.voting.recorded import figures_of
from bot.deliberation.voting.rules import Rule
from bot.deliberation.voting.tally import Tally, Verdict

_SECOND = 2


def enter(case: CaseFile, round_: Round, desk: Desk) -> None:
    stage = case.stage_as(round_, Vote)
    for motion in case.motions.values():
        if motion.state == "fixed" and any(issue in round_.members for issue in motion.issues):
            motion.state, motion.vote_round_id = "voting", round_.id
            fix_electorate(case, motion)
    if not case.motions_in(round_):
        # an issue that came without a text to decide on: nothing to vote on, so nothing is carried
        close_round(case, round_, dict.fromkeys(round_.members, "failed"), desk, desk.now, outcome="failed")
        return
    if named.too_few(case, round_):
        _nobody_to_decide(case, round_, desk)
        return
    if stage.notice is None:
        _open(case, round_, desk.now, desk)
        return
    _announce(case, round_, desk.now + stage.notice.exact(), desk)


def _nobody_to_decide(case: CaseFile, round_: Round, desk: Desk) -> None:
    """A dispute without parties, a panel without seats: the moderators hear of it, and nothing is carried."""
    for motion in case.motions_in(round_):
        motion.state, motion.vote_round_id = "returned", None
    kind = "parties" if case.stage_as(round_, Vote).rule.electorate == "party" else "panel"
    for person in case.moderators():
        desk.tell(person, "escalated", session=case.session.id, kind=kind, round=round_.id)
    close_round(case, round_, dict.fromkeys(round_.members, "failed"), desk, desk.now, outcome="failed")


def _announce(case: CaseFile, round_: Round, opens_at: datetime, desk: Desk) -> None:
    stage = case.stage_as(round_, Vote)
    round_.state, round_.opens_at = RoundState.ANNOUNCED, opens_at
    set_close(case, round_, _close_time(stage, opens_at, desk), desk)
    desk.set_due(Due(f"round:{round_.id}:open", round_.opens_at, "open", case.session.id, round_.id))
    case.post(desk, "vote-announced", Urgency.OPENING, round=round_.id)
    case.show_board(desk)


def fix_electorate(case: CaseFile, motion: Motion) -> None:
    """The heads and area of the roll as it is now; a vote of the chat's members is on no roll."""
    assert motion.vote_round_id is not None
    electorate = case.stage_as(case.rounds[motion.vote_round_id], Vote).rule.electorate
    if electorate in NAMED:
        named.seat(case, case.rounds[motion.vote_round_id], motion)
    elif electorate != "member":
        base = case.base(electorate)
        motion.heads, motion.area = base.heads, base.area
        motion.roll_version = case.roll_version


def _close_time(stage: Vote, opens_at: datetime, desk: Desk) -> datetime:
    return window_end(desk, opens_at, stage.window, stage.close_at, touch_weekend=stage.touch_weekend)


def _open(case: CaseFile, round_: Round, opens_at: datetime, desk: Desk) -> None:
    """The electorate as it is now is the electorate of this vote; later corrections do not reach it (P8)."""
    stage = case.stage_as(round_, Vote)
    round_.state, round_.opens_at = RoundState.OPEN, opens_at
    for motion in case.motions_in(round_):
        fix_electorate(case, motion)
    desk.record(
        "vote-opened",
        {
            "round": round_.id,
            "motions": [{"motion": m.id, "hash": m.hash, "heads": m.heads} for m in case.motions_in(round_)],
        },
    )
    set_close(case, round_, _close_time(stage, opens_at, desk), desk)
    case.show(desk, round_)
    for person in round_.seats():
        desk.tell(person, "ballot-for-you", session=case.session.id, round=round_.id)


def lapse(case: CaseFile, round_: Round, due: Due, desk: Desk) -> None:
    if due.kind == "open":
        if round_.state is RoundState.ANNOUNCED:
            _open(case, round_, due.at if desk.now - due.at < ON_TIME else desk.now, desk)
    elif due.kind == "close":
        _close(case, round_, due.at, desk)
    elif due.kind == "answer":
        objections.overdue(case, round_, due, desk)
    elif due.kind == certifying.DUE:
        certifying.ask(case, round_, desk, int(due.args["again"]))


def advance(case: CaseFile, round_: Round, desk: Desk) -> Answer:
    """A vote is never closed before its time: that would favour those who hurried."""
    raise Refused("vote-not-early")


def give_back(case: CaseFile, round_: Round, stopped_at: datetime, desk: Desk) -> None:
    """Extend an open vote by the time in which nobody could be reached: from `stopped_at` to now (DESIGN.md §6.6)."""
    stage = case.stage_as(round_, Vote)
    if round_.state is not RoundState.OPEN or round_.due_at is None or not stage.gives_time_back:
        return
    lost = min(desk.now, round_.due_at) - max(stopped_at, round_.opens_at)
    if lost > timedelta():
        extend_round(case, round_, max(round_.due_at, desk.now) + lost, "outage", desk, counted=False)


def rule_in(case: CaseFile, round_: Round) -> Rule:
    """The rule of this round: that of the stage, with the smaller quorum in a second meeting."""
    rule = case.stage_as(round_, Vote).rule
    return rule.second_meeting() if round_.facts.get("meeting") == _SECOND else rule


def rule_of(case: CaseFile, motion: Motion) -> Rule:
    """The rule a motion is decided by: that of its round; a second ballot is not followed by a third."""
    assert motion.vote_round_id is not None
    return _without_third(rule_in(case, case.rounds[motion.vote_round_id]), motion)


def rule_behind(case: CaseFile, decision: Decision) -> Rule:
    """The rule a decision was made by, wherever its motion has gone since."""
    return _without_third(rule_in(case, case.rounds[decision.round_id]), case.motions[decision.motion_id])


def _without_third(rule: Rule, motion: Motion) -> Rule:
    return rule if motion.second_of is None else rule.model_copy(update={"runoff": False})


def tally_of(case: CaseFile, motion: Motion, *, seed: str = "", budget: int = 0) -> Tally:
    """The figures of a motion, from its ballots; raises `Refused` for a ballot that cannot be read.

    `seed` is what a lot is drawn with, `budget` what there is to spend.
    """
    rule = rule_of(case, motion)
    electorate = Figures(motion.heads, motion.area) if rule.electorate != "member" else None
    found = case.recount.get(_key(motion), {})
    silent = case.silent.get((motion.id, motion.vote_round_id or 0), Figures())
    tally = count(rule, motion.paper, found, electorate=electorate, seed=seed, budget=budget, silent=silent)
    came = case.brought.get((motion.id, motion.vote_round_id or 0), {})
    tally = replace(tally, present=present(case, motion), brought={way: came.get(way, Figures()) for way in rule.ways})
    return opened(rule, tally, _came(case.counts, motion))


def present(case: CaseFile, motion: Motion) -> Figures | None:
    """实到: those who have checked in to the round, by hand or with a ballot; None where the rule counts none."""
    return _there(case.recount, motion) if "present" in rule_of(case, motion).bases else None


def _there(counts: Counts, motion: Motion) -> Figures:
    assert motion.vote_round_id is not None
    return sum(counts.get((PRESENCE, motion.vote_round_id, motion.vote_round_id), {}).values(), Figures())


def _key(motion: Motion) -> tuple[str, int, int]:
    assert motion.vote_round_id is not None
    return ("ballot", motion.id, motion.vote_round_id)


def _came(counts: Counts, motion: Motion) -> Figures:
    """Who took part in an anonymous vote, which the ballots themselves do not say for ever."""
    assert motion.vote_round_id is not None
    return sum(counts.get((bag.TURN, motion.id, motion.vote_round_id), {}).values(), Figures())


def _sound(case: CaseFile, motion: Motion) -> bool:
    """Whether every ballot can be read, and together they are what the running counts say (P15)."""
    try:
        tally_of(case, motion)
    except Refused:
        return False
    found = case.recount.get(_key(motion), {})
    if not rule_of(case, motion).linkable:
        cast_ = sum(found.values(), Figures())
        if not cast_ == _came(case.counts, motion) == _came(case.recount, motion):
            return False
    if _there(case.counts, motion) != _there(case.recount, motion):
        return False
    return counters(found) == case.counts.get(_key(motion), {})


def put_away(case: CaseFile, round_: Round, at: datetime, desk: Desk) -> None:
    """Let a vote that is cancelled keep its anonymous ballots as a bag that counts for nothing, and forget the key."""
    if not rule_in(case, round_).linkable:
        for motion in case.voting_in(round_):
            bag.put(bag.made(case, motion, at, desk), desk)
        desk.unlinked.append(round_.id)


def _count(
    case: CaseFile, round_: Round, motions: list[Motion], pinned: Mapping[int, str]
) -> dict[int, tuple[Tally, Verdict]]:
    """Every motion by its ballots; what one is given is gone for those after it on the agenda (P24)."""
    found = dict[int, tuple[Tally, Verdict]]()
    given = funding.given_before(case, round_, rule_in(case, round_))
    for motion in motions:
        budget = funding.at_close(case, motion, rule_of(case, motion), given)
        tally = tally_of(case, motion, seed=pinned[motion.id], budget=budget)
        verdict = decide(rule_of(case, motion), tally)
        if verdict.outcome == "passed":
            given += motion.paper.cost_of(verdict.chosen)
        found[motion.id] = tally, verdict
    return found


def _close(case: CaseFile, round_: Round, at: datetime, desk: Desk) -> None:
    if not all(_sound(case, motion) for motion in case.voting_in(round_)):
        freeze(case, round_, round_, desk)
        return
    count_out(case, round_, at, desk)


def freeze(case: CaseFile, vote: Round, where: Round, desk: Desk) -> None:
    """The count is not what was told: nothing goes on there until a scrutineer has seen to it (P15)."""
    where.state = RoundState.FROZEN
    desk.record("count-differs", {"round": vote.id})
    for person in case.scrutineers():
        desk.tell(person, "escalated", session=case.session.id, kind="count", round=vote.id)
    case.show(desk, where)


def count_out(case: CaseFile, round_: Round, at: datetime, desk: Desk, since: datetime | None = None) -> None:
    """Count the ballots of a vote that is over. What comes of it leaves, or waits here while it is preliminary.

    An extension for too small a turnout counts from `since`, where the count itself came later than the close.
    """
    stage = case.stage_as(round_, Vote)
    motions = case.voting_in(round_)
    linkable = rule_in(case, round_).linkable
    bags = {} if linkable else {motion.id: bag.made(case, motion, at, desk) for motion in motions}
    head = case.session.chain_head
    pinned = {motion.id: (bags[motion.id].digest or head) if bags else head for motion in motions}
    counted = _count(case, round_, motions, pinned)
    outcome_of = {motion: verdict.outcome for motion, (_, verdict) in counted.items()}
    if "inquorate" in outcome_of.values() and can_extend(case, round_):
        _extend(case, round_, since or at, desk)
        return
    again = rule_in(case, round_).reconvene is not None
    second = [motion for motion in motions if outcome_of[motion.id] == "runoff"]
    short = [motion for motion in motions if again and outcome_of[motion.id] == "inquorate"]
    announce_at = result_time(at, stage.announce.result, case.quiet_hours(), desk.calendar)
    for found in bags.values():
        bag.put(found, desk)
    for motion in motions:
        if motion in second or motion in short:
            continue
        decision = _decide(case, round_, motion, *counted[motion.id], at, announce_at, pinned[motion.id], desk)
        if not leads_to_notice(case, round_, decision.outcome):
            case.post(desk, "result", Urgency.RESULT, not_before=announce_at, decision=decision.id)
        go_on(case, round_, decision, at, desk)
    if short:
        _reconvene(case, round_, short, at, desk)
    certifying.ask(case, round_, desk)
    for motion in second:
        _second_ballot(case, motion, *counted[motion.id], desk)
    if second:
        extend_round(case, round_, _close_time(stage, at, desk), "runoff", desk, counted=False)
        return
    if not linkable:
        desk.unlinked.append(round_.id)
    if any(is_here(round_, decision) for decision in certifying.decided_in(case, round_)):
        round_.state = RoundState.PRELIMINARY
        desk.drop_due(f"round:{round_.id}:")
        # a decision of an earlier count may have been settled while the ballots of another motion were frozen
        look_again(case, round_, desk)
        return
    without = {issue.id: "failed" for issue in case.members(round_)}
    close_round(case, round_, without, desk, at, outcome=joint(set(outcome_of.values())))
    objections.close_moot(case, objections.RECONVENED, desk)


def _second_ballot(case: CaseFile, motion: Motion, tally: Tally, verdict: Verdict, desk: Desk) -> None:
    """The same text put to the vote again with the choices that are left, on ballots of its own."""
    motion.state = "runoff"
    choices = [choice for choice in motion.choices if choice["id"] in verdict.chosen]
    second = replace(motion, id=desk.next_id(), issues=list(motion.issues), choices=choices, second_of=motion.id)
    second.state = "voting"
    case.motions[second.id] = second
    public = {"motion": motion.id, "second": second.id, "figures": figures_of(tally, verdict)}
    desk.record("second-ballot", public)


def _reconvene(case: CaseFile, round_: Round, motions: list[Motion], at: datetime, desk: Desk) -> None:
    """Announce the second meeting, which asks for less turnout; ballots of the first do not count in it."""
    stage = case.stage_as(round_, Vote)
    reconvene = stage.rule.reconvene
    assert reconvene is not None
    issues = [issue for motion in motions for issue in motion.issues if round_.members.get(issue, "gone") is None]
    round_.members.update(dict.fromkeys(issues, "inquorate"))
    second = new_round(case, stage, "vote", issues, desk)
    second.state, second.facts["meeting"] = RoundState.ANNOUNCED, _SECOND
    for motion in motions:
        motion.vote_round_id = second.id
        fix_electorate(case, motion)
    _announce(case, second, at + reconvene.after.exact(), desk)


def can_extend(case: CaseFile, round_: Round) -> bool:
    """Whether the rule still has an extension for too small a turnout."""
    extend = rule_in(case, round_).extend
    return extend is not None and round_.extended < extend.max


def can_reopen(case: CaseFile, round_: Round) -> bool:
    """Whether a vote that is over could go on with its ballots: not once nobody knows whose they are."""
    return can_extend(case, round_) and rule_in(case, round_).linkable


def _extend(case: CaseFile, round_: Round, start: datetime, desk: Desk) -> None:
    extend = rule_in(case, round_).extend
    assert extend is not None
    extend_round(case, round_, start + extend.by.exact(), "inquorate", desk)


def reopen(case: CaseFile, round_: Round, motion: Motion, desk: Desk) -> None:
    """Open a vote that is over again with its ballots, for one motion and the extension it has left (P23)."""
    round_.state, round_.closed_at, round_.outcome = RoundState.OPEN, None, ""
    round_.members.update(dict.fromkeys(motion.issues))
    motion.state = "voting"
    desk.record("vote-reopened", {"round": round_.id, "motion": motion.id})
    _extend(case, round_, desk.now, desk)


def _decide(
    case: CaseFile,
    round_: Round,
    motion: Motion,
    tally: Tally,
    verdict: Verdict,
    at: datetime,
    announce_at: datetime,
    digest: str,
    desk: Desk,
) -> Decision:
    motion.state = "decided"
    serial = len(case.decisions) + 1
    decision = Decision(
        id=desk.next_id(),
        session_id=case.session.id,
        motion_id=motion.id,
        round_id=round_.id,
        issues=list(motion.issues),
        number=f"{case.session.number}-{serial}",
        label=case.flow.standing,
        outcome=verdict.outcome,
        reason={"key": verdict.reasons[0].key, **verdict.reasons[0].params},
        figures=figures_of(tally, verdict),
        opened_at=round_.opens_at,
        closed_at=at,
        announce_at=announce_at,
        extended=round_.extended,
        digest=digest,
    )
    case.decisions[decision.id] = decision
    funding.enter(case, round_, motion, rule_of(case, motion), tally.budget, desk)
    _note_groups(case, round_, motion)
    desk.record(
        "decided",
        {
            "decision": decision.id,
            "motion": motion.id,
            "outcome": verdict.outcome,
            "figures": decision.figures,
        },
    )
    return decision


def _note_groups(case: CaseFile, round_: Round, motion: Motion) -> None:
    """Keep what the ballots of each scope came to, as far as that points at nobody; it decides nothing."""
    found = []
    for name, ballots in case.groups.get((motion.id, round_.id), {}).items():
        tally = count(rule_of(case, motion), motion.paper, ballots)
        found.append(groups.Group(name, tally.participating, tally.options))
    if kept := groups.noted(groups.told(found)):
        round_.facts["scopes"] = {**round_.facts.get("scopes", {}), str(motion.id): kept}


TAKES: Mapping[type[acts.SessionAct], Callable[[CaseFile, Any, Desk], Answer]] = {}
